import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { TerraformElement } from 'cdktf';
import fc from 'fast-check';
import { parse } from 'yaml';
import { checkoutSource, manyEntities } from './site-sources';
import { catalogJson } from '../../src/catalog/catalog-json';
import { refOf } from '../../src/catalog/entity-ref';
import { entity } from '../../src/catalog/model';
import { buildSite } from '../../src/catalog/site/build-site';
import { renderMarkdown } from '../../src/catalog/site/markdown';
import { readSource } from '../../src/catalog/site/read-source';
import { shardOf } from '../../src/catalog/site/shards';
import { SiteSource } from '../../src/catalog/site/site-input';
import { SiteModel } from '../../src/catalog/site/site-model';
import { techDocs } from '../../src/catalog/site/techdocs';
import { pageOf } from '../../src/catalog/site/urls';
import { writeSite } from '../../src/catalog/site/write-site';
import { parseTarget } from '../../src/policy/waivers/target-text';
import { runCli } from '../cli/run-cli';
import { messageOf, scratch } from '../synth/scratch';
import { writeProgram, writeWaivers } from '../verify/written-program';
import { PlatformApp } from 'pavement';

const files = (source: SiteSource) => Object.fromEntries([...buildSite(new SiteModel([source]), 'Catalog')].map(({ path, content }) => [path, content]));

/** Every link of a page that leads to another page or file of the site, from the top of the site. */
function linksOf(path: string, content: string): string[] {
  return [...content.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, to]) => to).filter(to => !/^[a-z]+:|^#/.test(to))
    .map(to => new URL(to.replace(/#.*/, ''), `http://site/${path}`).pathname.slice(1));
}

/** What a page finds when it loads a file of the data. */
function dataOf(site: Readonly<Record<string, string>>, path: string): unknown {
  const page: { siteData?: Record<string, unknown> } = {};
  new Function('globalThis', site[`data/${path}.js`])(page);
  return page.siteData?.[path];
}

test('every link leads to a file of the site', () => {
  const site = files(checkoutSource());
  const known = new Set([...Object.keys(site), 'assets/site.css', 'assets/site.js']);
  const broken = Object.entries(site).filter(([path]) => path.endsWith('.html')).flatMap(([path, content]) => linksOf(path, content).filter(to => !known.has(to)));

  expect(broken).toEqual([]);
});

test('every entity has a page, and the file of its neighbours is where the page looks', () => {
  const source = manyEntities(300);
  const site = files(source);
  const count = Object.keys(site).filter(path => path.startsWith('data/graph/')).length;

  expect(count).toBeGreaterThan(1);
  for (const one of source.catalog.entities) {
    expect(site[pageOf(one)]).toContain('<h1>');
    expect(dataOf(site, `graph/${shardOf(refOf(one), count)}`)).toHaveProperty([refOf(one)]);
  }
});

test('the same catalog makes the same bytes, whatever the order of its entities', () => {
  const source = checkoutSource();
  const turned = { ...source, catalog: { ...source.catalog, entities: [...source.catalog.entities].reverse() } };

  expect(files(turned)).toEqual(files(source));
});

test('what needs something is the other end of what it needs', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 120 }), (count) => {
    const model = new SiteModel([manyEntities(count)]);
    const needs = model.entities.flatMap(one => model.usesOf(one).map(target => `${refOf(one)} ${target}`)).filter(edge => model.find(edge.split(' ')[1]) && edge.split(' ')[0] !== edge.split(' ')[1]);
    const needed = model.entities.flatMap(one => model.usedBy(one).map(user => `${user} ${refOf(one)}`));

    expect(needed.sort()).toEqual(needs.sort());
  }), { numRuns: 20 });
});

test('no text of a catalog becomes part of a page', () => {
  fc.assert(fc.property(fc.string(), fc.constantFrom('<script>', '"onload="', '&lt;', '\'><img src=x>'), (text, evil) => {
    const said = `${evil}${text}`;
    const source = checkoutSource();
    const entities = [entity('group', 'default', 'team', { contact: said, title: said, description: said }), entity('component', 'x', 'y', {
      type: said, owner: 'group:default/team', description: said, title: said, tags: [said], links: [{ url: said, title: said }], dependsOn: [`component:x/${said}`],
    })];
    const site = files({ ...source, documents: [], governance: undefined, catalog: { ...source.catalog, entities } });

    for (const [path, content] of Object.entries(site).filter(([name]) => name.endsWith('.html'))) {
      expect([path, content.match(/<(script|img)\b[^>]*>/g)]).toEqual([path, [expect.stringMatching(/^<script src="[./]*assets\/site\.js" defer>$/)]]);
      expect(content).not.toContain('"onload="');
    }
  }), { numRuns: 50 });
});

test('Markdown cannot bring HTML or links that run code', () => {
  const { html } = renderMarkdown('# A\n\n<img src=x onerror=alert(1)>\n\n[a](javascript:alert(1)) [b](guide.md#x) [c](https://example.com/a.md)\n');

  expect(html).not.toContain('<img');
  expect(html).not.toContain('href="javascript');
  expect(html).toContain('href="guide.html#x"');
  expect(html).toContain('href="https://example.com/a.md"');
});

test('a finding is shown at the entity whose construct it is in', () => {
  const site = files(checkoutSource());

  expect(site['component/checkout/pricing.html']).toContain('liveness and readiness must differ');
  expect(site['component/checkout/pricing.html']).toContain('1 open finding');
  expect(site['component/checkout/checkout-api.html']).toContain('No open findings');
});

test('a waiver that let a synth pass is shown on the page of what it is about, on both planes', () => {
  const folder = scratch();
  const build = (app: PlatformApp) => {
    const part = (path: string) => app.node.findAll().find(({ node }) => node.path === path);
    part('prod/api')?.node.tryRemoveChild('disruption-budget');
    (part('prod/terraform/orders_key') as TerraformElement).addOverride('enable_key_rotation', false);
  };
  const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const refused = [...messageOf(() => writeProgram(folder, build)).matchAll(/pavement waive (\S+) --target (\S+) --scope-hash (\S+)/g)];
  writeWaivers(folder, ...refused.map(([, control, target, scopeHash], i) => ({
    id: `WVR-2026-00${i + 1}`,
    control,
    target: parseTarget(target),
    scopeHash,
    owner: { team: 'team-payments', contact: 'payments@example.com' },
    approvedBy: 'security@example.com',
    reason: 'Done by hand until the move is over.',
    ticket: 'PAY-1234',
    created: '2026-06-01',
    expires: '2026-08-20',
  })));
  writeProgram(folder, build);
  stderr.mockRestore();

  const site = files(readSource(folder, '.'));
  const waived = (page: string) => [.../<caption>Waivers[^]*/.exec(site[page])?.[0].matchAll(/<th scope="row">([^<]*)<[^]*?<td>(WVR-[^<]*)<\/td><td>([^<]*)</g) ?? []]
    .map(([, ...cells]) => cells.join(' '));

  expect(waived('resource/shop/orders.html')).toEqual(['AWS-04 WVR-2026-001 2026-08-20']);
  expect(waived('component/shop/api.html')).toEqual(['K8S-17 WVR-2026-002 2026-08-20']);
  expect(site['component/shop/api.html']).toContain('No open findings');
});

test('TechDocs get what the team wrote and the reference, in the order of the menu', () => {
  const model = new SiteModel([checkoutSource()]);
  const written = Object.fromEntries(techDocs(model, model.entities.find(({ kind }) => kind === 'system')!).map(({ path, content }) => [path, content])); // eslint-disable-line @typescript-eslint/no-non-null-assertion

  expect(parse(written['mkdocs.yml'])).toEqual({
    site_name: 'checkout',
    site_description: 'Everything from the cart to the receipt',
    docs_dir: 'docs',
    plugins: ['techdocs-core'],
    nav: [{ Overview: 'index.md' }, { 'Guides / refunds': 'guides/refunds.md' }, { Reference: 'reference.md' }],
  });
  expect(written['docs/guides/refunds.md']).toContain('# Refunds');
  expect(written['docs/reference.md']).toContain('| `CURRENCY` | `EUR` |');
  expect(written['docs/reference.md']).toContain('| CheckoutApiErrors | page | More than 1 % of requests fail |');
  expect(written['docs/reference.md']).toContain('| checkout-api | mail-sender | component |  |');
});

describe('on the disk', () => {
  let cwd: string;

  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), 'pavement-test-'));
  });

  afterEach(() => rmSync(cwd, { recursive: true }));

  const write = (path: string, content: string) => {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), content);
  };

  test('a site replaces a site, and nothing else', () => {
    writeSite(join(cwd, 'site'), 'site', [{ path: 'old.html', content: '' }]);
    writeSite(join(cwd, 'site'), 'site', [{ path: 'new.html', content: '' }]);
    expect(readdirSync(join(cwd, 'site')).sort()).toEqual(['.pavement-site', 'new.html']);

    write('mine/notes.txt', 'mine');
    expect(() => writeSite(join(cwd, 'mine'), 'mine', [])).toThrow('[mine] the folder of a site must be empty or hold a site, got ["notes.txt"]; name another one with --output');
    expect(readFileSync(join(cwd, 'mine/notes.txt'), 'utf8')).toBe('mine');
  });

  test('a site that cannot be written leaves the one before as it was', () => {
    writeSite(join(cwd, 'site'), 'site', [{ path: 'old.html', content: '' }]);
    const failing = function* () {
      yield { path: 'new.html', content: '' };
      throw new Error('no');
    };

    expect(() => writeSite(join(cwd, 'site'), 'site', failing())).toThrow('no');
    expect(readdirSync(cwd)).toEqual(['site']);
    expect(readdirSync(join(cwd, 'site')).sort()).toEqual(['.pavement-site', 'old.html']);
  });

  test('pavement catalog docs reads the catalog, the documents, the manifests and the report of a folder', async () => {
    const { catalog } = checkoutSource();
    const entities = catalog.entities.map(one => one.name === 'checkout-api' && one.kind === 'component'
      ? { ...one, environments: one.environments.map(environment => ({ ...environment, files: ['prod/checkout-api.k8s.yaml'] })) } : one);
    write('governance/catalog.json', catalogJson({ ...catalog, entities }));
    write('docs/guide.md', '# Guide\n');
    write('dist/prod/checkout-api.k8s.yaml', readFileSync(join(__dirname, '../../examples/calls/expected/dist/prod/checkout-api.k8s.yaml'), 'utf8'));

    const { code, stdout } = await runCli(cwd, 'catalog', 'docs', '-o', 'techdocs');

    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(readdirSync(join(cwd, 'techdocs/docs')).sort()).toEqual(['guide.md', 'index.md', 'reference.md']);
    const reference = readFileSync(join(cwd, 'techdocs/docs/reference.md'), 'utf8');
    expect(reference).toContain('| `CURRENCY` | `EUR` |');
    expect(reference).toMatch(/\| `PGHOST` \| secret `checkout-api-orders-db-[a-z0-9]+` \|/);
    expect(reference).toContain('## Alerts of checkout-api');
  });

  test.each([
    ['a folder without a catalog', {}, 'governance/catalog.json'],
    ['a report that is no JSON', { 'governance/catalog.json': catalogJson(checkoutSource().catalog), 'governance/report.json': '{' }, 'the file must be JSON'],
  ])('refuses %s in words, and writes nothing', async (_, given, message) => {
    Object.entries(given).forEach(([path, content]) => write(path, content));
    const before = readdirSync(cwd);

    const { code, stderr } = await runCli(cwd, 'catalog', 'docs');

    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(readdirSync(cwd)).toEqual(before);
  });
});
