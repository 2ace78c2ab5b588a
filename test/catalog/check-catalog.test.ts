import { checkCatalog } from '../../src/catalog/check-catalog';
import { catalogFindingText } from '../../src/catalog/finding';
import { Entity, entity } from '../../src/catalog/model';

const OWNER = { owner: 'group:default/team' };
const TEAM = entity('group', 'default', 'team');
const component = (name: string, rest: Partial<Entity> = {}) => entity('component', 'shop', name, { ...OWNER, ...rest });
const resource = (name: string, rest: Partial<Entity> = {}) => entity('resource', 'shop', name, { ...OWNER, ...rest });

/** What is found, with how bad it is. */
function found(entities: readonly Entity[], elsewhere?: readonly string[]): string[] {
  return checkCatalog([TEAM, ...entities], { elsewhere: elsewhere && new Set(elsewhere) }).map(finding => `${finding.severity} ${finding.rule}: ${catalogFindingText(finding)}`);
}

test.each<[string, Entity[], string[]]>([
  ['nothing where everything leads somewhere', [component('a', { dependsOn: ['resource:shop/b'] }), resource('b')], []],
  ['a reference to what should be here and is not', [component('a', { dependsOn: ['resource:shop/b'] })], [
    'error dangling reference: [component:shop/a] dependsOn of component:shop/a must lead to something that exists, got resource:shop/b; declare it, or remove the reference',
  ]],
  ['a reference without a kind', [component('a', { dependsOn: [':shop/b'] })], [
    'error kind-less reference: [component:shop/a] dependsOn of component:shop/a must name the kind of what it leads to, got "shop/b"; write it as component:shop/b or resource:shop/b',
  ]],
  ['a reference to itself', [component('a', { dependsOn: ['component:shop/a'] })], [
    'error cycle: [component:shop/a] dependsOn of component:shop/a must lead to something else, got itself; remove it',
  ]],
  ['components in a circle, as something to think about', [component('a', { dependsOn: ['component:shop/b'] }), component('b', { dependsOn: ['component:shop/a'] })], [
    'warning cycle: [component:shop/a] dependsOn must not lead back to where it began, got component:shop/a → component:shop/b → component:shop/a; remove one of these references',
  ]],
  ['a resource that needs what needs it', [component('b', { dependsOn: ['resource:shop/a'] }), resource('a', { dependsOn: ['component:shop/b'] })], [
    'error cycle: [component:shop/b] dependsOn must not lead back to where it began, got component:shop/b → resource:shop/a → component:shop/b; remove one of these references',
  ]],
  ['a group that is part of itself', [entity('group', 'default', 'x', { parent: 'group:default/y' }), entity('group', 'default', 'y', { parent: 'group:default/x' })], [
    'error cycle: [group:default/x] parent must not lead back to where it began, got group:default/x → group:default/y → group:default/x; remove one of these references',
  ]],
  ['an owner that nobody knows', [component('a', { owner: 'group:default/ghosts' })], [
    'warning orphan owner: [component:shop/a] the owner of component:shop/a must exist, got group:default/ghosts; add the team to the standards, or name another one',
  ]],
  ['no owner at all', [component('a', { owner: undefined })], ['error orphan owner: [component:shop/a] component:shop/a must have an owner, got none; name a group']],
  ['an owner that cannot own', [component('a', { owner: 'system:default/shop' })], [
    'error orphan owner: [component:shop/a] the owner of component:shop/a must be a group or a user, got system:default/shop; correct it',
  ]],
  ['the same thing twice, with where it was before', [
    component('a', { origin: { file: 'one.yaml', line: 3 } }), component('a', { origin: { file: 'two.yaml', line: 7 } }),
  ], ['error duplicate: [two.yaml:7] an entity must be declared once, got component:shop/a again at one.yaml:3; give one of them another name, or remove it']],
])('finds %s', (_, entities, findings) => {
  expect(found(entities)).toEqual(findings);
});

test('takes references to other systems on trust until there is an index', () => {
  const entities = [component('a', { dependsOn: ['component:ledger/api'], owner: 'group:default/others' })];

  expect(found(entities)).toEqual([expect.stringContaining('warning orphan owner')]);
  expect(found(entities, ['component:ledger/api', 'group:default/others'])).toEqual([]);
  expect(found(entities, [])).toEqual([expect.stringContaining('error dangling reference'), expect.stringContaining('error orphan owner')]);
});

test('names the construct, and file and line where they are known', () => {
  const [finding] = checkCatalog([component('a', {
    owner: undefined, environments: [{ name: 'prod', tier: 'prod', construct: 'prod/a', cluster: '', account: '', region: '', namespaces: [], files: [], objects: [], addresses: [] }],
  })], { locate: () => ({ file: 'platform/main.ts', line: 12 }) });

  expect(catalogFindingText(finding)).toBe('[prod/a, platform/main.ts:12] component:shop/a must have an owner, got none; name a group');
});

test('a chain of ten thousand is looked through', () => {
  const chain = Array.from({ length: 10_000 }, (_, i) => component(`c${i}`, { dependsOn: i === 0 ? [] : [`component:shop/c${i - 1}`] }));

  expect(found(chain)).toEqual([]);
});
