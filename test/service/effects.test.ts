import { existsSync, readFileSync, readdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import * as ts from 'typescript';
import { parseAllDocuments } from 'yaml';
import { CASES, Case } from './effect-cases';
import { Synthesised, synthesise } from '../synthesised';
import { PlatformService } from 'pavement';

const EFFECTS = join(__dirname, 'effects');

/** Set by the task that writes the expected effects anew, on purpose. */
const REFRESH = process.env.REFRESH_EFFECTS === 'true';

describe('what a prop changes, and nothing else', () => {
  test.each(Object.keys(CASES))('%s', name => {
    const effect = effectOf(CASES[name]);
    const file = join(EFFECTS, `${name}.diff`);

    if (REFRESH) {
      writeFileSync(file, effect);
    }
    expect(effect).not.toBe('');
    expect(existsSync(file) ? readFileSync(file, 'utf8') : `no ${file}: npx projen effects writes it`).toBe(effect);
  });
});

test('every prop of a service, and every field of its props, has an effect that is shown', () => {
  expect(declaredFields().filter(field => !(field in CASES))).toEqual([]);
});

test('there is no expected effect of a prop that is gone', () => {
  expect(readdirSync(EFFECTS).filter(file => !(file.replace('.diff', '') in CASES))).toEqual([]);
});

/** The lines that differ between two programs: everything that one wrote, as `object: path = value`. */
function effectOf({ from, to, other, also, standards }: Case): string {
  const [before, after] = [from, to].map((props, i) => lines(synthesise(app => {
    const prod = app.environment('prod');
    const service = new PlatformService(prod, 'api', props);
    const second = other && new PlatformService(prod, 'pricing', { ...from, ...other });
    if (i === 1) {
      also?.(service, app, second ?? service);
    }
  }, { standards })));
  return [
    ...[...before].filter(line => !after.has(line)).map(line => `- ${line}\n`),
    ...[...after].filter(line => !before.has(line)).map(line => `+ ${line}\n`),
  ].join('');
}

function lines({ files }: Synthesised): Set<string> {
  const output = new Synthesised(files);
  const documents = Object.keys(files).flatMap(file => {
    const [folder, environment, name] = file.split('/');
    return folder === 'dist' ? output.manifests(environment, name.replace('.k8s.yaml', '')).map(body => ({ name: `${body.kind}/${body.metadata.name}`, body })) : [];
  });
  const stacks = Object.keys(files).filter(file => file.endsWith('cdk.tf.json')).map(file => ({ name: 'terraform', body: resourcesOf(JSON.parse(files[file])) }));
  const entities = parseAllDocuments(files['catalog-info.yaml'] ?? '').map(document => document.toJS() as { kind: string; metadata: { name: string } })
    .map(body => ({ name: `catalog ${body.kind}/${body.metadata.name}`, body }));
  return new Set([...documents, ...stacks, ...entities].flatMap(({ name, body }) => leaves(body).map(([path, value]) => `${name}: ${path} = ${value}`)));
}

/** What the stack makes; what every stack has is no effect of a prop. */
function resourcesOf({ resource }: { resource: object }): object {
  return { resource };
}

function leaves(value: unknown, path = ''): [string, string][] {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) {
    return [[path, JSON.stringify(value)]];
  }
  return Object.entries(value).flatMap(([key, entry]) => leaves(entry, Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`));
}

/** Every field of every struct of the props, as `Struct.field`, read from their source. */
function declaredFields(): string[] {
  const path = join(__dirname, '../../src/service/service-props.ts');
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest);
  return source.statements.filter(ts.isInterfaceDeclaration).flatMap(({ name, members }) =>
    members.filter(ts.isPropertySignature).map(member => `${name.text}.${(member.name as ts.Identifier).text}`));
}
