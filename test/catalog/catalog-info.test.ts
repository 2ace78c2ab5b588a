import { existsSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { ABOUT, IMAGE, everything } from './program';
import { contents, fill, messageOf, scratch } from '../synth/scratch';
import { Document } from '../synthesised';
import { PlatformApp, PlatformAppProps, PlatformService, PostgresInstance, PostgresSize } from 'pavement';

let stderr: jest.SpyInstance;
beforeEach(() => { stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true); });
afterEach(() => stderr.mockRestore());

function synth(folder: string, build: (app: PlatformApp) => void = shop, props: Partial<PlatformAppProps> = {}): string {
  const app = new PlatformApp({ system: 'shop', team: 'team-payments', ...props, rootdir: folder });
  build(app);
  app.synth();
  return read(folder);
}

function shop(app: PlatformApp): void {
  const prod = app.environment('prod');
  const web = new PlatformService(prod, 'web', { image: IMAGE, catalog: { description: 'What customers see' } });
  web.calls(new PlatformService(prod, 'cart', { image: IMAGE }));
  web.bind(new PostgresInstance(prod, 'orders-db', { size: PostgresSize.SMALL }));
}

function alone(app: PlatformApp): void {
  new PlatformService(app.environment('prod'), 'web', { image: IMAGE });
}

const read = (folder: string) => existsSync(join(folder, 'catalog-info.yaml')) ? readFileSync(join(folder, 'catalog-info.yaml'), 'utf8') : '';
const edit = (folder: string, change: (text: string) => string) => writeFileSync(join(folder, 'catalog-info.yaml'), change(read(folder)));
const documents = (text: string): Document[] => parseAllDocuments(text).map(document => document.toJS() as Document);
const one = (text: string, name: string): Document => documents(text).find(({ kind, metadata }) => `${kind}/${metadata.name}` === name);

const BY_HAND = `---
# bought, not built
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: erp,   namespace: legacy }   # one line
spec:
    type: service
    lifecycle: production
    owner: group:default/team-payments
`;

test('a second synth changes nothing', () => {
  const folder = scratch();
  const first = synth(folder, everything, ABOUT);

  expect(synth(folder, everything, ABOUT)).toBe(first);
});

test('an entity that a team wrote stays to the letter, behind the generated ones', () => {
  const folder = scratch();
  const generated = synth(folder);
  edit(folder, text => text + BY_HAND);

  expect(synth(folder)).toBe(generated + BY_HAND);
  expect(synth(folder)).toBe(generated + BY_HAND);
});

test('an entity that a team wrote before the first synth stays as well, with the comment above it', () => {
  const folder = scratch();
  fill(folder, { 'catalog-info.yaml': `# ours\n${BY_HAND}` });
  const first = synth(folder);

  expect(first).toContain(`---\n# ours\n${BY_HAND.replace('---\n', '')}`);
  expect(synth(folder)).toBe(first);
});

test('comments that stand alone stay, and empty documents do not count', () => {
  const folder = scratch();
  fill(folder, { 'catalog-info.yaml': `---\n---\n# to be continued\n${BY_HAND}---\n` });
  const first = synth(folder);

  expect(first.endsWith(`---\n# to be continued\n${BY_HAND}`)).toBe(true);
  expect(synth(folder)).toBe(first);
});

test('fields, annotations and entries of lists that a team added to a generated entity stay', () => {
  const folder = scratch();
  synth(folder);
  edit(folder, text => text
    .replace('name: web\n', 'name: web\n  labels: { cost: high }\n')
    .replace('  annotations:\n', '  annotations:\n    sentry.io/project-slug: shop # ours\n')
    .replace('  dependsOn:\n', '  dependsOn:\n    - component:legacy/erp\n'));
  edit(folder, text => text.replace(/(name: web[\s\S]*?annotations:\n)/, '$1    pagerduty.com/service-id: P1\n'));
  const web = one(synth(folder), 'Component/web');

  expect(web.metadata.labels).toEqual({ cost: 'high' });
  expect(web.metadata.annotations).toMatchObject({ 'pagerduty.com/service-id': 'P1', 'backstage.io/kubernetes-id': 'web' });
  expect(web.spec.dependsOn).toEqual(['component:shop/cart', 'resource:shop/orders-db', 'component:legacy/erp']);
  expect(one(read(folder), 'System/shop').metadata.annotations).toMatchObject({ 'sentry.io/project-slug': 'shop' });
  const once = read(folder);
  expect(synth(folder)).toBe(once);
});

test('what the program no longer says is gone, and what was added beside it is not', () => {
  const folder = scratch();
  synth(folder);
  edit(folder, text => text.replace('  dependsOn:\n', '  dependsOn:\n    - component:legacy/erp\n'));
  writeFileSync(join(folder, 'pavement.ledger.json'), '{"resources":[]}');
  const after = synth(folder, alone);
  const web = one(after, 'Component/web');

  expect(web.spec.dependsOn).toEqual(['component:legacy/erp']);
  expect(web.metadata.description).toBeUndefined();
  expect(documents(after).map(({ kind, metadata }) => `${kind}/${metadata.name}`)).toEqual(['System/shop', 'Component/web']);
});

test('what is generated has the word over what somebody changed in its place', () => {
  const folder = scratch();
  const generated = synth(folder);
  edit(folder, text => text.replace('type: service', 'type: website').replace('What customers see', 'nothing'));

  expect(synth(folder)).toBe(generated);
});

test('a program may do without the file, and then nobody touches one that is there', () => {
  const folder = scratch();
  synth(folder);
  edit(folder, text => text + BY_HAND);
  const before = read(folder);
  synth(folder, shop, { catalog: { file: false } });

  expect(read(folder)).toBe(before);
  synth(folder);
  synth(folder, shop, { catalog: { file: false } });
  expect(read(folder)).toBe(before);
  expect(synth(scratch(), shop, { catalog: { file: false } })).toBe('');
});

test('the file is attested as every other one', () => {
  const folder = scratch();
  synth(folder);
  const { subject } = JSON.parse(contents(folder)['governance/attestation.json']) as { subject: { name: string }[] };

  expect(subject.map(({ name }) => name)).toEqual(expect.arrayContaining(['root/catalog-info.yaml', 'governance/catalog.json']));
});

describe('a file that cannot be', () => {
  const ENTITY = 'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: web, namespace: shop }\nspec: { type: service, lifecycle: production, owner: group:default/team-payments }\n';
  test.each([
    ['has a bracket that is not closed', 'kind: Component\nmetadata: { name: x\n',
      '[catalog-info.yaml:2:11] a bracket must be closed, got "metadata: { name: x"; add the missing }'],
    ['says twice what it says', '---\nkind: Component\nkind: System\n',
      '[catalog-info.yaml:3:1] a key must not be given twice, got "kind: System"; remove one of them'],
    ['holds a list', '---\n- kind: Component\n',
      '[catalog-info.yaml:2:1] a document of the catalog must be an entity, got [{"kind":"Component"}]; correct or remove it'],
    ['says by hand what the program declares', `---\n${ENTITY}`,
      '[catalog-info.yaml:2] an entity must not be written by hand that the program declares, got component:shop/web; remove it, or give it another name'],
    ['refers to something of the system that is not there', `---\n${ENTITY.replace('name: web', 'name: old').replace('spec: {', 'spec: { dependsOn: [component:shop/gone],')}`,
      '[catalog-info.yaml:2] dependsOn of component:shop/old must lead to something that exists, got component:shop/gone; declare it, or remove the reference'],
    ['leaves out the kind of what it needs', `---\n${ENTITY.replace('name: web', 'name: old').replace('spec: {', 'spec: { dependsOn: [cart],')}`,
      '[catalog-info.yaml:2] dependsOn of component:shop/old must name the kind of what it leads to, got "shop/cart"; write it as component:shop/cart or resource:shop/cart'],
  ])('%s', (_, text, message) => {
    const folder = scratch();
    fill(folder, { 'catalog-info.yaml': text });

    expect(messageOf(() => synth(folder))).toBe(`Validation failed with the following errors:\n  ${message}`);
    expect(contents(folder)).toEqual({ 'catalog-info.yaml': text });
  });
});
