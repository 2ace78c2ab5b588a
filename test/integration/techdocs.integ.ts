import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { partsOrSkip } from './harness/parts';
import { pythonProgram } from './harness/python';
import { mustSucceed, runAsync } from './harness/run';
import { SiteModel } from '../../src/catalog/site/site-model';
import { techDocs } from '../../src/catalog/site/techdocs';
import { writeSite } from '../../src/catalog/site/write-site';
import { checkoutSource } from '../catalog/site-sources';

(partsOrSkip('python3') ? test : test.skip)('MkDocs with the plugin of TechDocs builds the documents of a system, and finds nothing to complain about', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pavement-techdocs-'));
  try {
    const model = new SiteModel([checkoutSource()]);
    const system = model.entities.find(({ kind }) => kind === 'system');
    writeSite(join(folder, 'docs'), 'docs', system ? techDocs(model, system) : []);
    const { python, start } = await pythonProgram('mkdocs');
    mustSucceed('mkdocs build', await runAsync(python, [...start, 'build', '--strict', '--quiet', '--site-dir', join(folder, 'built')], { cwd: join(folder, 'docs') }));

    const page = (path: string) => readFileSync(join(folder, 'built', path), 'utf8');
    expect(page('guides/refunds/index.html')).toContain('id="who-may_1"');
    expect(page('index.html')).toContain('href="guides/refunds/"');
    expect(page('reference/index.html')).toMatch(/<td><code>CURRENCY<\/code><\/td>\s*<td><code>EUR<\/code><\/td>/);
    // what TechDocs reads
    expect(JSON.parse(page('techdocs_metadata.json'))).toMatchObject({ site_name: 'checkout', site_description: 'Everything from the cart to the receipt' });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
