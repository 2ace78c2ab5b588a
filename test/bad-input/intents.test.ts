import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Intents, PlatformApp } from 'pavement';

const HEAD = 'apiVersion: platform.iqs.io/v1alpha1';
const DIGEST = 'sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef';
const VALID = `${HEAD}
kind: PlatformApp
metadata:
  name: shop
spec:
  team: team-payments
---
${HEAD}
kind: PostgresInstance
metadata:
  name: orders-db
spec:
  size: small
---
${HEAD}
kind: PlatformService
metadata:
  name: api
spec:
  image: registry.example.com/shop/api@${DIGEST}
  bind:
    - orders-db
`;

/** What to replace in the valid file, and with what. */
type Edit = readonly [from: string, to: string];
const spec = (text: string): Edit => ['  bind:\n', `${text.replace(/^/gm, '  ')}\n  bind:\n`];
const also = (kind: string, name: string, text: string): Edit => ['    - orders-db\n', `    - orders-db\n---\n${HEAD}\nkind: ${kind}\nmetadata: { name: ${name} }\nspec: ${text}\n`];

const ROWS: [name: string, edits: Edit[], problems: string[]][] = [
  ['a kind that there is not', [['kind: PostgresInstance', 'kind: Postgres']], [
    '[platform.yaml:9:1] kind must be one of PlatformApp, PlatformMigration, PlatformService, PostgresInstance, TeamNamespace, got "Postgres"; choose one of these',
  ]],
  ['no kind', [['kind: PostgresInstance\n', '']], [
    '[platform.yaml:8:1] kind must be given, got nothing; add it to the document',
  ]],
  ['a document of another version', [[`${HEAD}\nkind: PostgresInstance`, 'apiVersion: platform.iqs.io/v1\nkind: PostgresInstance']], [
    '[platform.yaml:8:1] apiVersion must be platform.iqs.io/v1alpha1, got "platform.iqs.io/v1"; correct it; the API group is the one of the standards',
  ]],
  ['an API group that is not the platform\'s', [[`${HEAD}\nkind: PostgresInstance`, 'apiVersion: acme.example/v1alpha1\nkind: PostgresInstance']], [
    '[platform.yaml:8:1] apiVersion must be platform.iqs.io/v1alpha1, got "acme.example/v1alpha1"; correct it; the API group is the one of the standards',
  ]],
  ['no apiVersion', [[`${HEAD}\nkind: PostgresInstance`, 'kind: PostgresInstance']], [
    '[platform.yaml:8:1] apiVersion must be given, got nothing; add it to the document',
  ]],
  ['no name', [['  name: orders-db\n', '  {}\n']], [
    '[platform.yaml:10:1] name must be given, got nothing; add it to metadata',
  ]],
  ['a name that is a number', [['name: orders-db', 'name: 5']], [
    '[platform.yaml:11:3] metadata.name must be a text, got 5; put it in quotes',
  ]],
  ['a name with capital letters', [['  name: api', '  name: API']], [
    '[platform.yaml:18:3] metadata.name must be 1 to 40 lower-case letters, digits and single hyphens, starting with a letter, got "API"; every name on both planes is made from it',
  ]],
  ['labels, which follow from the platform', [['  name: orders-db\n', '  name: orders-db\n  labels: { team: payments }\n']], [
    '[platform.yaml:12:3] a key must be one of name, got "labels"; correct or remove it',
  ]],
  ['a key beside the spec', [['spec:\n  size: small', 'spec:\n  size: small\nstatus: {}']], [
    '[platform.yaml:14:1] a key must be one of apiVersion, kind, metadata, spec, got "status"; correct or remove it',
  ]],
  ['a spec that is a text', [['spec:\n  size: small', 'spec: small']], [
    '[platform.yaml:12:1] spec must be a mapping of keys to values, got "small"; correct it',
  ]],
  ['no spec where something must be said', [['spec:\n  size: small\n', '']], [
    '[platform.yaml:8:1] spec must be given, got nothing; add it to the document',
  ]],
  ['a document that is a list', [[`---\n${HEAD}\nkind: PostgresInstance`, `---\n- 1\n---\n${HEAD}\nkind: PostgresInstance`]], [
    '[platform.yaml:8:1] the document must be a mapping of keys to values, got [1]; correct it',
  ]],
  ['an unknown field', [['size: small', 'siez: small']], [
    '[platform.yaml:12:1] size must be given, got nothing; add it to spec',
    '[platform.yaml:13:3] a key must be one of environment, team, catalog, size, version, storageGiB, maxStorageGiB, iops, throughputMiBps, backupRetentionDays, readReplicas, extensions, parameters, maintenanceWindow, backupWindow, got "siez"; correct or remove it',
  ]],
  ['a size that there is not', [['size: small', 'size: tiny']], [
    '[platform.yaml:13:3] size must be one of small, medium, large, got "tiny"; choose one of these',
  ]],
  ['a field without a value', [['size: small', 'size:']], [
    '[platform.yaml:13:3] size must be one of small, medium, large, got nothing; choose one of these',
  ]],
  ['a number that is a text', [spec('port: "8080"')], [
    '[platform.yaml:21:3] port must be a number, got "8080"; correct it',
  ]],
  ['a text that is a number', [spec('config: { RETRIES: 3 }')], [
    '[platform.yaml:21:13] config.RETRIES must be a text, got 3; put it in quotes',
  ]],
  ['a number out of range', [spec('port: 80')], [
    '[platform.yaml:21:3] port must be a whole number from 1024 to 65535, got 80; the container is not root and cannot open a lower one',
  ]],
  ['a field of a field that is out of range', [spec('scaling:\n  minReplicas: 5000')], [
    '[platform.yaml:22:5] scaling.minReplicas must be a whole number from 1 to 1000, got 5000; correct it or leave it out',
  ]],
  ['a field of an entry that is unknown', [spec('additionalPorts:\n  - name: admin\n    prot: 9000')], [
    '[platform.yaml:22:7] port must be given, got nothing; add it to additionalPorts[0]',
    '[platform.yaml:23:7] a key must be one of name, port, protocol, got "prot"; correct or remove it',
  ]],
  ['an entry that is out of range', [spec('additionalPorts:\n  - name: admin\n    port: 90')], [
    '[platform.yaml:23:7] additionalPorts[0].port must be a whole number from 1024 to 65535, got 90; the container is not root and cannot open a lower one',
  ]],
  ['a list that is none', [spec('egress: sqs')], [
    '[platform.yaml:21:3] egress must be a list, got "sqs"; correct it',
  ]],
  ['an exposure that there is not', [spec('exposure: public')], [
    '[platform.yaml:21:3] exposure must be internal or host, got "public"; write it as internal or { host: … }',
  ]],
  ['an exposure that is none of the forms', [spec('exposure: { zone: public }')], [
    '[platform.yaml:21:15] a key must be one of host, got "zone"; correct or remove it',
  ]],
  ['two forms at once', [spec('egress: [{ awsService: sqs, cidr: { cidr: 192.0.2.0/28, port: 443 } }]')], [
    '[platform.yaml:21:12] egress[0] must be exactly one of fqdn, cidr, awsService, got {"awsService":"sqs","cidr":{"cidr":"192.0.2.0/28","port":443}}; write it as { fqdn: … }',
  ]],
  ['no form at all', [spec('egress: [{}]')], [
    '[platform.yaml:21:12] egress[0] must be exactly one of fqdn, cidr, awsService, got {}; write it as { fqdn: … }',
  ]],
  ['a form without one of its arguments', [spec('egress: [{ cidr: { cidr: 192.0.2.0/28 } }]')], [
    '[platform.yaml:21:14] port must be given, got nothing; add it to egress[0].cidr',
  ]],
  ['an argument that the resolver refuses', [spec('egress: [{ cidr: { cidr: 192.0.2.1/28, port: 443 } }]')], [
    '[platform.yaml:21:12] egress[0] must be an IPv4 CIDR block without bits behind its prefix, got "192.0.2.1/28"; write it as "192.0.2.0/28"',
  ]],
  ['a secret that is a text', [spec('secrets: { STRIPE_KEY: sk_live }')], [
    '[platform.yaml:21:14] secrets.STRIPE_KEY must be a mapping of keys to values, got "sk_live"; correct it',
  ]],
  ['a secret without a key', [spec('secrets: { STRIPE_KEY: { ownKey: { name: stripe, key: "" } } }')], [
    '[platform.yaml:21:14] the key of secret STRIPE_KEY must be given, got ""; name a key of the JSON object, or use SecretRef.own',
  ]],
  ['a secret in the config', [spec('config: { TOKEN: ghp_0123456789abcdefghijklmnopqrstuvwxyzAB }')], [
    '[platform.yaml:21:3] config must not hold secrets, got "TOKEN"; keep the value in the secret store and name it in secrets; config is readable in the repository and in the cluster',
  ]],
  ['an image without tag or digest', [[`@${DIGEST}`, '']], [
    '[platform.yaml:20:3] the tag of image must name one build, got ""; use a version or Image.digest',
    '[platform.yaml:20:3 in prod] image must be given by digest in production, got "registry.example.com/shop/api:"; use Image.digest with the digest that the build printed; a tag can be moved',
  ]],
  ['an image by tag in production', [[`@${DIGEST}`, ':1.4']], [
    '[platform.yaml:20:3 in prod] image must be given by digest in production, got "registry.example.com/shop/api:1.4"; use Image.digest with the digest that the build printed; a tag can be moved',
  ]],
  ['an image from elsewhere', [['registry.example.com', 'docker.io']], [
    '[platform.yaml:20:3] image must come from one of the registries registry.example.com, got "docker.io/shop/api"; push it there, or ask the platform team for the registry',
  ]],
  ['an image that is a mapping', [[`image: registry.example.com/shop/api@${DIGEST}`, 'image: { digest: x }']], [
    '[platform.yaml:20:3] image must be a text, got {"digest":"x"}; correct it',
  ]],
  ['a team that there is not', [['size: small', 'size: small\n  team: team-x']], [
    '[platform.yaml:14:3] team must be "team-payments", as the app says, got "team-x"; leave it out, or leave it out of the app and name it on every construct',
  ]],
  ['a team of the app that there is not', [['team: team-payments', 'team: team-x']], [
    '[platform.yaml:6:3] team must be one of team-payments, team-platform, got "team-x"; correct it, or ask the platform team to add the team to the standards',
  ]],
  ['a system with capital letters', [['name: shop', 'name: Shop']], [
    '[platform.yaml:4:3] system must be 1 to 40 lower-case letters, digits and single hyphens, starting with a letter, got "Shop"; every name on both planes is made from it',
  ]],
  ['an environment that there is not', [['size: small', 'size: small\n  environment: production']], [
    '[platform.yaml:14:3] environment must be one of dev, staging, prod, got "production"; correct it, or leave it out to be in every environment',
  ]],
  ['an environment that is a list', [['size: small', 'size: small\n  environment: [dev, prod]']], [
    '[platform.yaml:14:3] environment must be a text, got ["dev","prod"]; correct it',
  ]],
  ['the same name twice', [also('TeamNamespace', 'orders-db', '{}')], [
    '[platform.yaml:26:13] a name must be unique in its environment, got "orders-db"; platform.yaml:11:3 has it; give one of the two another name',
  ]],
  ['the same name twice in one environment', [also('PostgresInstance', 'orders-db', '{ size: small, environment: prod }')], [
    '[platform.yaml:26:13] a name must be unique in its environment, got "orders-db"; platform.yaml:11:3 has it; give one of the two another name',
  ]],
  ['two systems', [['    - orders-db\n', `    - orders-db\n---\n${HEAD}\nkind: PlatformApp\nmetadata: { name: other }\n`]], [
    '[platform.yaml:25:1] a system must have one PlatformApp, got "other"; remove it; platform.yaml:2:1 has it',
  ]],
  ['a binding to what is not there', [['    - orders-db', '    - orders-bd']], [
    '[platform.yaml:22:7] bind must name what is declared in the same environment, got "orders-bd"; correct it or declare it; there are orders-db',
  ]],
  ['a binding to what is only in another environment', [['size: small', 'size: small\n  environment: prod']], [
    '[platform.yaml:23:7 in dev, staging] bind must name what is declared in the same environment, got "orders-db"; it is in prod only; declare it here as well',
  ]],
  ['a binding to a service', [['    - orders-db', '    - api']], [
    '[platform.yaml:22:7] bind() must be given something to use, such as a database, got api; declare it first; a service that answers requests is for calls()',
  ]],
  ['a binding twice', [['    - orders-db', '    - orders-db\n    - { target: orders-db, prefix: MORE }']], [
    '[platform.yaml:23:7] bind() must name each target once, got "orders-db"; remove the second line; READ_WRITE includes READ',
  ]],
  ['a binding with an unknown option', [['    - orders-db', '    - { target: orders-db, acess: read }']], [
    '[platform.yaml:22:28] a key must be one of target, access, prefix, poolSize, got "acess"; correct or remove it',
  ]],
  ['a binding without its target', [['    - orders-db', '    - { access: read }']], [
    '[platform.yaml:22:7] target must be given, got nothing; add it to bind[0]',
  ]],
  ['a binding with an access that there is not', [['    - orders-db', '    - { target: orders-db, access: write }']], [
    '[platform.yaml:22:28] bind[0].access must be one of read, read-write, migrate, got "write"; choose one of these',
  ]],
  ['a binding with an access that a service cannot have', [['    - orders-db', '    - { target: orders-db, access: migrate }']], [
    '[platform.yaml:22:7] access of a service must be read or read-write, got "migrate"; changing the structure is for a PlatformMigration, which runs before the service',
  ]],
  ['a call of a database', [spec('calls: [orders-db]')], [
    '[platform.yaml:21:11] calls() must be given a service, got orders-db; declare it first; a database is for bind()',
  ]],
  ['a call of a port that there is not', [also('PlatformService', 'web', `{ image: registry.example.com/shop/web@${DIGEST}, calls: [{ target: api, port: admin }] }`)], [
    '[platform.yaml:27:127] the port of calls() must be one of http, got "admin"; declare it in additionalPorts of api, or call another one',
  ]],
  ['a caller that is a name', [spec('allowFrom: [{ caller: web }]')], [
    '[platform.yaml:21:17] allowFrom[0].caller must be a mapping of keys to values, got "web"; correct it',
  ]],
  ['a patch without a reason', [spec('patch: [{ kind: Deployment, path: /spec/minReadySeconds, value: 1 }]')], [
    '[platform.yaml:21:11] reason must be given, got nothing; add it to patch[0]',
  ]],
  ['a patch that would make it less safe', [spec('patch: [{ kind: Deployment, path: /spec/template/spec/hostNetwork, value: true, reason: because I want it }]')], [
    '[platform.yaml:21:11] patch() must leave alone what keeps the service safe, got "hostNetwork"; ask the platform team for an exception',
  ]],
  ['a migration of what is not there', [also('PlatformMigration', 'schema', `{ image: registry.example.com/shop/api@${DIGEST}, service: api, database: ledger-db }`)], [
    '[platform.yaml:27:133] database must name what is declared in the same environment, got "ledger-db"; correct it or declare it; there are api, orders-db',
  ]],
  ['a migration whose service is a database', [also('PlatformMigration', 'schema', `{ image: registry.example.com/shop/api@${DIGEST}, service: orders-db, database: orders-db }`)], [
    '[platform.yaml:27:119] service must be the service whose schema changes, got orders-db; declare the PlatformService first and name it here',
  ]],
  ['more connections than the database has', [['    - orders-db', '    - { target: orders-db, poolSize: 1000 }']], [
    '[platform.yaml:11:3 in dev] the services that are bound must open at most 190 connections together, got 2000 (api: 2 copies of 1000); lower maxReplicas or poolSize, or take a larger size than small',
    '[platform.yaml:11:3 in staging] the services that are bound must open at most 390 connections together, got 4000 (api: 4 copies of 1000); lower maxReplicas or poolSize, or take a larger size than small',
    '[platform.yaml:11:3 in prod] the services that are bound must open at most 790 connections together, got 10000 (api: 10 copies of 1000); lower maxReplicas or poolSize, or take a larger size than small',
  ]],
  ['an environment of the knobs that there is not', [spec('perEnvironment: { production: { size: l } }')], [
    '[platform.yaml:21:3] perEnvironment must name environments, one of dev, staging, prod, got "production"; correct it; tiers are not environments',
  ]],
  ['several at once, in the order of the file', [['size: small', 'size: tiny\n  version: 9'], spec('port: 80\ntier: gold')], [
    '[platform.yaml:13:3] size must be one of small, medium, large, got "tiny"; choose one of these',
    '[platform.yaml:14:3] version must be one of 16, 17, 18, got 9; older ones are near the end of their support; minor versions are taken automatically',
    '[platform.yaml:22:3] port must be a whole number from 1024 to 65535, got 80; the container is not root and cannot open a lower one',
    '[platform.yaml:23:3] tier must be one of critical, standard, best-effort, got "gold"; choose one of these',
  ]],
];

let rootdir: string;

beforeEach(() => {
  rootdir = mkdtempSync(join(tmpdir(), 'pavement-test-'));
});

afterEach(() => rmSync(rootdir, { recursive: true }));

/** Adds a file to a program and synthesises; answers the problems, with the file's name in place of its path. */
function problemsOf(content: string): string[] {
  const file = join(rootdir, 'platform.yaml');
  writeFileSync(file, content);
  try {
    const intents = Intents.fromFile(file);
    const app = new PlatformApp({ system: intents.system ?? 'shop', team: intents.team, rootdir });
    intents.addTo(app);
    app.synth();
  } catch (error) {
    return (error as { problems: string[] }).problems.map(problem => problem.replaceAll(file, 'platform.yaml'));
  } finally {
    rmSync(file);
  }
  return [];
}

function edited(edits: readonly Edit[]): string {
  return edits.reduce((text, [from, to]) => {
    expect(text).toContain(from);
    return text.replace(from, () => to);
  }, VALID);
}

test('the file that the rows change is valid', () => {
  expect(problemsOf(VALID)).toEqual([]);
});

test.each(ROWS)('%s is refused in words and nothing is written', (_, edits, problems) => {
  expect(problemsOf(edited(edits))).toEqual(problems);
  expect(readdirSync(rootdir)).toEqual([]);
});
