import { readdirSync, readFileSync, existsSync } from 'fs';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { Standards } from '../src/standards/standards';
import { checkOutput } from '../src/policy/check-output';
import { Evaluator } from '../src/policy/evaluate';
import { BUILT_IN_CONTROLS } from '../src/policy/built-in';
import { findingText } from '../src/policy/finding-text';
const root = join(__dirname, '../examples');
for (const name of readdirSync(root)) {
  const dist = join(root, name, 'expected/dist'); if (!existsSync(dist)) continue;
  const standards = name === 'organisation' ? Standards.fromFile(join(root, 'organisation/acme-platform/standards.yaml')) : Standards.reference();
  const manifests = readdirSync(dist, { recursive: true, withFileTypes: true }).filter(f => f.isFile()).flatMap(f => { const p = join(f.parentPath, f.name); return parseAllDocuments(readFileSync(p, 'utf8')).map(d => d.toJS()).filter(Boolean).map((body: any) => ({ body, file: p.slice(dist.length + 1) })); });
  const e = checkOutput({ manifests, stacks: [] }, standards.props, new Evaluator(BUILT_IN_CONTROLS));
  console.log('==', name, manifests.length, 'objects', e.findings.length, 'findings');
  e.findings.slice(0, 40).forEach(f => console.log(findingText(f).split('\n').slice(0, 2).join(' ')));
}
