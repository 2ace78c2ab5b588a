import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { accessibilityFindings, openPage, startBrowser } from './harness/browser';
import { partsOrSkip } from './harness/parts';
import { ADOPTION_DEFAULTS } from '../../src/metrics/definitions/adoption';
import { DAY, QUESTION_DEFAULTS } from '../../src/metrics/definitions/question';
import { reportHtml } from '../../src/metrics/report/html';
import { metricsReport } from '../../src/metrics/report/report';
import { FolderStore } from '../../src/metrics/store/folder-store';
import { BEGINNING, PLAYED_DAYS, organisation } from '../metrics/organisation';

const now = BEGINNING + PLAYED_DAYS * DAY;
const QUESTION = { ...QUESTION_DEFAULTS, now, from: now - 180 * DAY, to: now };
const OPTIONS = { edition: 'quickcheck-2025', adoption: ADOPTION_DEFAULTS, trendPoints: 6, trendDays: 30 } as const;
const PLOTS = ['frequency', 'lead-time', 'fail-rate', 'distribution', 'funnel', 'adoption', 'cohorts', 'satisfaction'];

(partsOrSkip('chromium') ? describe : describe.skip)('the report as a page, in Chromium', () => {
  let browser: Browser;
  let folder: string;
  let url: string;
  let emptyUrl: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'pavement-page-'));
    const store = new FolderStore(join(folder, 'log'));
    await store.append([...organisation(40, 30)]);
    url = await written('report.html', store);
    const empty = new FolderStore(join(folder, 'empty'));
    await empty.append([]);
    emptyUrl = await written('empty.html', empty);
    browser = await startBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  async function written(name: string, store: FolderStore): Promise<string> {
    const file = join(folder, name);
    writeFileSync(file, reportHtml(await metricsReport(store, QUESTION, OPTIONS)));
    return pathToFileURL(file).href;
  }

  test('shows every plot and its table, complains about nothing and asks nobody for anything', async () => {
    const { page, errors, requests } = await openPage(browser, url);
    if (process.env.SCREENSHOTS) await page.screenshot({ path: join(process.env.SCREENSHOTS, 'report.png'), fullPage: true });

    expect(errors).toEqual([]);
    expect(requests).toEqual([]);
    for (const plot of PLOTS) {
      expect(await page.locator(`#plot-${plot} svg path`).count()).toBeGreaterThan(3);
      expect(await page.locator(`#plot-${plot} tbody tr`).count()).toBeGreaterThan(0);
    }
  });

  test.each(['report', 'empty'])('keeps nobody out: axe finds nothing serious (%s)', async (name) => {
    const { page, errors } = await openPage(browser, name === 'report' ? url : emptyUrl);

    expect(await accessibilityFindings(page)).toEqual([]);
    expect(errors).toEqual([]);
  });

  test('fits a narrow screen without scrolling sideways', async () => {
    const { page } = await openPage(browser, url, 390);
    if (process.env.SCREENSHOTS) await page.screenshot({ path: join(process.env.SCREENSHOTS, 'narrow.png') });

    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
  });

  test('is read by keyboard: the first stop skips to the content, tables that scroll are stops', async () => {
    const { page } = await openPage(browser, url);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('region');
  });

  test('prints: every table is on the paper, the navigation is not', async () => {
    const { page } = await openPage(browser, url);
    await page.emulateMedia({ media: 'print' });
    const pdf = await page.pdf({ format: 'A4' });
    if (process.env.SCREENSHOTS) await page.pdf({ format: 'A4', path: join(process.env.SCREENSHOTS, 'report.pdf') });

    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(await page.locator('nav').isVisible()).toBe(false);
    for (const table of await page.locator('table').all()) expect(await table.isVisible()).toBe(true);
  });

  test('has the same bytes whichever report it is', async () => {
    const store = new FolderStore(join(folder, 'log'));
    const report = await metricsReport(store, QUESTION, OPTIONS);

    expect(reportHtml(report)).toBe(reportHtml(report));
  });
});
