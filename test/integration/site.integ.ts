import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Core } from 'cytoscape';
import { Browser, BrowserContext, Page } from 'playwright-core';
import { startBrowser } from './harness/browser';
import { FileServer, serveFiles } from './harness/file-server';
import { partsOrSkip } from './harness/parts';
import { mustSucceed, run } from './harness/run';
import { buildSite } from '../../src/catalog/site/build-site';
import { SiteSource } from '../../src/catalog/site/site-input';
import { SiteModel } from '../../src/catalog/site/site-model';
import { siteAssets, writeSite } from '../../src/catalog/site/write-site';
import { checkoutSource, manyEntities } from '../catalog/site-sources';

const ROOT = join(__dirname, '../..');
const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 900 };
const AXE = readFileSync(join(ROOT, 'node_modules/axe-core/axe.min.js'), 'utf8');
/** Where the pictures go; somebody looks at them. */
const PICTURES = join(ROOT, '.cache/site');

/** Whether the node that is chosen in the graph is within its window. Runs in the page. */
function isChosenShown(): boolean {
  const { document } = globalThis as unknown as { document: { querySelector(selector: string): { _cyreg: { cy: Core } } } };
  const { cy } = document.querySelector('.canvas')._cyreg;
  const { x1, x2, y1, y2 } = cy.$('node:selected').renderedBoundingBox();
  return x1 >= 0 && y1 >= 0 && x2 <= cy.width() && y2 <= cy.height();
}

interface Axe { run(options: object): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> }

(partsOrSkip('chromium') ? describe : describe.skip)('the catalog site in a browser', () => {
  let folder: string;
  let server: FileServer;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'pavement-site-'));
    mustSucceed('site assets', run(process.execPath, ['-r', 'ts-node/register/transpile-only', 'scripts/site-assets.ts', join(folder, 'assets')], {
      cwd: ROOT, env: { ...process.env, TS_NODE_PROJECT: 'scripts/tsconfig.json' },
    }));
    write('small', checkoutSource());
    write('large', manyEntities(10_000));
    server = await serveFiles(folder);
    browser = await startBrowser();
    mkdirSync(PICTURES, { recursive: true });
  });

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  beforeEach(async () => {
    complaints = [];
    context = await browser.newContext({ viewport: DESKTOP });
    page = await context.newPage();
    page.on('console', message => { if (['error', 'warning'].includes(message.type())) complaints.push(message.text()); });
    page.on('pageerror', error => complaints.push(String(error)));
    const own = [server.url, 'data:', pathToFileURL(folder).href];
    page.on('request', request => { if (!own.some(place => request.url().startsWith(place))) complaints.push(`asks for ${request.url()}`); });
  });

  afterEach(async () => {
    await context.close();
    expect(complaints).toEqual([]);
  });

  function write(name: string, source: SiteSource): void {
    const assets = siteAssets(join(folder, 'assets'));
    writeSite(join(folder, name), name, [...assets, ...buildSite(new SiteModel([source]), 'Software catalog')]);
  }

  async function graphIsDrawn(): Promise<number> {
    await page.locator('.graph').scrollIntoViewIfNeeded();
    await page.locator('.canvas[data-ready=true]').waitFor();
    return Number(await page.locator('.canvas').getAttribute('data-nodes'));
  }

  test('finds a component by a part of its name, with the keys alone', async () => {
    await page.goto(`${server.url}/small/index.html`);
    await page.keyboard.press('/');
    await page.keyboard.type('night');
    await page.locator('#results [role=option]').first().waitFor();
    await page.keyboard.press('ArrowDown');

    expect(await page.locator('#search').getAttribute('aria-activedescendant')).toBe('result-0');
    expect(await page.locator('#search-status').textContent()).toBe('1 found.');

    await page.keyboard.press('Enter');
    await page.waitForURL('**/component/checkout/nightly-report.html');

    expect(await page.locator('h1').textContent()).toContain('nightly-report');
  });

  test('says that nothing was found, and closes the list with Escape', async () => {
    await page.goto(`${server.url}/small/index.html`);
    await page.locator('#search').fill('zzzz');
    await page.locator('#search-status', { hasText: 'Nothing found.' }).waitFor({ state: 'attached' });
    await page.locator('#search').fill('pricing');
    await page.locator('#results [role=option]').first().waitFor();
    await page.keyboard.press('Escape');

    expect(await page.locator('#results').isVisible()).toBe(false);
  });

  test('shows on the page of a team what it owns and whom it needs', async () => {
    await page.goto(`${server.url}/small/index.html`);
    await page.getByRole('link', { name: 'Payments' }).click();

    expect(await page.getByRole('region', { name: 'Components' }).getByRole('rowheader').allTextContents()).toEqual(['checkout-api', 'pricing', 'web']);
    expect(await page.locator('.facts').textContent()).toContain('Needed byteam-platform');
    expect(await page.getByRole('link', { name: 'payments@example.com' }).getAttribute('href')).toBe('mailto:payments@example.com');
  });

  test('shows on the page of a component whom to call, what it needs, what needs it, and its waivers', async () => {
    await page.goto(`${server.url}/small/component/checkout/checkout-api.html`);

    expect(await page.getByRole('link', { name: 'Runbook' }).getAttribute('href')).toBe('https://runbooks.example.com/checkout-api');
    expect(await page.getByRole('region', { name: 'Depends on' }).getByRole('rowheader').allTextContents()).toEqual(['pricing', 'mail-sender', 'orders-db']);
    expect(await page.getByRole('region', { name: 'Used by' }).getByRole('rowheader').allTextContents()).toEqual(['web']);
    expect(await page.getByRole('region', { name: 'Waivers' }).textContent()).toContain('WVR-2026-004');
    expect(await page.getByRole('region', { name: 'Environments' }).getByRole('rowheader').allTextContents()).toEqual(['dev', 'staging', 'prod']);
    expect(await page.locator('a[href^="javascript:"]').count()).toBe(0);
  });

  test('lets the graph be walked, widened and followed with the keys alone', async () => {
    await page.goto(`${server.url}/small/component/checkout/checkout-api.html`);
    const nodes = await graphIsDrawn();
    await page.locator('.canvas').focus();
    await page.keyboard.press('ArrowRight');
    await page.locator('.status', { hasText: /needed by|not in this catalog/ }).waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.locator('.status', { hasText: 'checkout-api, service, owned by team-payments, needs 3, needed by 1.' }).waitFor();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowDown');
    await page.locator('.status', { hasText: 'orders-db, database' }).waitFor();
    await page.keyboard.press('e');
    await page.locator('.status', { hasText: '1 more around orders-db.' }).waitFor();

    expect(Number(await page.locator('.canvas').getAttribute('data-nodes'))).toBe(nodes + 1);

    await page.keyboard.press('Enter');
    await page.waitForURL('**/resource/checkout/orders-db.html');
  });

  test('lets a node of the graph be chosen with the pointer', async () => {
    await page.goto(`${server.url}/small/component/checkout/pricing.html`);
    await graphIsDrawn();
    const box = await page.locator('.canvas').boundingBox();
    await page.mouse.click((box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2);

    await page.locator('.status', { hasText: 'pricing, service, owned by team-payments, needs 1, needed by 1.' }).waitFor();
  });

  test('shows the documents of a team, in which nothing runs, and the reference of the system', async () => {
    await page.goto(`${server.url}/small/docs/default/checkout/index.html`);
    await page.getByRole('link', { name: 'guide to refunds' }).click();

    expect(await page.title()).toBe('Refunds · checkout · Software catalog');
    expect(await page.locator('article').textContent()).toContain('<script>document.title');
    expect(await page.locator('article a[href^="javascript:"]').count()).toBe(0);
    expect(await page.locator('article h2').evaluateAll(all => all.map(({ id }) => id))).toEqual(['who-may', 'who-may_1']);

    await page.getByRole('link', { name: 'Reference' }).click();

    expect(await page.locator('article').textContent()).toContain('CheckoutApiErrors');
  });

  test('opens from a disk, with its search and its graph', async () => {
    await page.goto(pathToFileURL(join(folder, 'small/index.html')).href);
    await page.locator('#search').fill('orders');
    await page.locator('#results [role=option]').first().waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL('file://**/resource/checkout/orders-db.html');
    const nodes = await graphIsDrawn();

    expect(nodes).toBe(4);
    await page.getByRole('region', { name: 'Used by' }).getByRole('link', { name: 'pricing' }).click();
    await page.waitForURL('file://**/component/checkout/pricing.html');
  });

  test('on a phone, tables and graphs move in a window of their own, which the keys reach', async () => {
    await page.setViewportSize(PHONE);
    await page.goto(`${server.url}/small/component/checkout/checkout-api.html`);
    await graphIsDrawn();
    const windows = await page.locator('.scroll').all();
    expect(windows.length).toBeGreaterThan(3);
    for (const window of windows) {
      const { table, shown, right } = await window.evaluate(element => ({
        table: element.scrollWidth, shown: element.clientWidth, right: element.getBoundingClientRect().right,
      }));
      expect(table).toBeGreaterThan(shown);
      expect(right).toBeLessThanOrEqual(PHONE.width);
      await window.focus();
      await page.keyboard.press('ArrowRight', { delay: 30 });
      await page.waitForFunction(element => element !== null && element.scrollLeft > 0, await window.elementHandle());
    }

    await page.locator('.canvas').focus();
    for (const key of ['ArrowRight', 'ArrowDown', 'ArrowDown', 'ArrowLeft']) {
      await page.keyboard.press(key);
      await page.waitForFunction(isChosenShown);
    }
  });

  test('works without scripts, but for search and graph', async () => {
    const plain = await browser.newContext({ javaScriptEnabled: false });
    const silent = await plain.newPage();
    await silent.goto(`${server.url}/small/index.html`);
    await silent.getByRole('link', { name: /components/ }).click();
    await silent.getByRole('rowheader', { name: 'pricing' }).getByRole('link').click();

    expect(await silent.getByRole('region', { name: 'Used by' }).textContent()).toContain('checkout-api');
    await plain.close();
  });

  const PAGES = ['index.html', 'browse/component-1.html', 'group/default/team-payments.html', 'system/default/checkout.html', 'component/checkout/checkout-api.html', 'docs/default/checkout/index.html'];

  test.each(PAGES)('axe finds nothing on %s, on a phone and a desktop, light and dark', async (path) => {
    for (const [name, viewport, colorScheme] of [['desktop', DESKTOP, 'light'], ['phone', PHONE, 'dark'], ['dark', DESKTOP, 'dark'], ['phone-light', PHONE, 'light']] as const) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      await page.goto(`${server.url}/small/${path}`);
      if (/^(component|system)\//.test(path)) {
        await graphIsDrawn();
      }
      await page.evaluate(AXE);
      const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: Axe }).axe.run({ resultTypes: ['violations'] }));
      await page.locator('html').evaluate(html => html.scrollTo(0, 0));
      await page.screenshot({ path: join(PICTURES, `${path.replace(/[/.]/g, '-')}-${name}.png`), fullPage: true });

      expect(violations.map(({ id, impact, nodes }) => ({ id, impact, at: nodes.map(({ html }) => html) }))).toEqual([]);
      expect(await page.locator('html').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
    }
  });

  test('10,000 entities: a page stays light, a search comes fast, the graph shows the neighbours and no more', async () => {
    const large = join(folder, 'large');
    const weight = (path: string) => statSync(join(large, path)).size;
    const shards = readdirSync(join(large, 'data/graph')).map(name => weight(`data/graph/${name}`));
    expect(weight('index.html')).toBeLessThan(40_000);
    expect(weight('component/system-1/orders-1.html')).toBeLessThan(10_000);
    expect(Math.max(...shards)).toBeLessThan(60_000);

    const requests: string[] = [];
    page.on('request', request => requests.push(request.url().slice(server.url.length)));
    await page.goto(`${server.url}/large/component/system-0/cart-0.html`);
    const nodes = await graphIsDrawn();
    expect(nodes).toBeLessThanOrEqual(50);
    expect(await page.locator('.status').textContent()).toMatch(/cart-0, service, owned by .*, needed by \d+, \d+ neighbours are not drawn\./);
    expect(requests.filter(url => url.includes('/data/search/'))).toEqual([]);

    const begun = Date.now();
    await page.locator('#search').fill('ledger-4003');
    await page.locator('#results [role=option]', { hasText: 'ledger-4003' }).first().waitFor();
    process.stderr.write(`10,000 entities: first search after ${Date.now() - begun} ms, ${nodes} nodes, ${requests.length} requests\n`);
    await page.screenshot({ path: join(PICTURES, 'large-search.png') });
    expect(requests.filter(url => url.includes('/data/search/')).length).toBe(6);
  });
});
