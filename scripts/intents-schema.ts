import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { CompletedConfig, DEFAULT_CONFIG, MutableParser, NodeParser, SchemaGenerator, createFormatter, createParser, createProgram } from 'ts-json-schema-generator';
import * as ts from 'typescript';
import { addDataForms, described } from './data-forms';

/**
 * Writes the JSON Schema of YAML intents from the TypeScript of the constructs; with `--check` only says whether it is current.
 *
 * A kind is a class, `spec` its props, and what a program says by calling a method is a list under the method's name.
 */
const SRC = join(__dirname, '../src');
const FILE = join(SRC, 'intents/intents.schema.json');

/** The classes that are kinds, each in the file that declares it. */
const KINDS = {
  PlatformService: 'service/platform-service.ts',
  PlatformMigration: 'migration/platform-migration.ts',
  PostgresInstance: 'postgres/postgres-instance.ts',
  TeamNamespace: 'namespace/team-namespace.ts',
};

type Schema = Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

const config: CompletedConfig = {
  ...DEFAULT_CONFIG, path: join(SRC, 'index.ts'), tsconfig: join(__dirname, '../tsconfig.json'), skipTypeCheck: true, additionalProperties: false,
};
const program = createProgram(config);
const checker = program.getTypeChecker();
const methods = Object.fromEntries(Object.entries(KINDS).map(([kind, file]) => [kind, declaredMethods(kind, file)]));
const optionTypes = Object.values(methods).flat().flatMap(({ parameters }) => parameters.map(({ type }) => type?.getText() ?? ''));

const parser = createParser(program, config, chain => addDataForms(chain as MutableParser & NodeParser, program));
const generator = new SchemaGenerator(program, parser, createFormatter(config), config);
const roots = [...Object.keys(KINDS).map(kind => `${kind}Props`), ...new Set(optionTypes), 'PlatformAppProps'];
const definitions = generator.createSchema(roots).definitions as Record<string, Schema>;

const specs: Record<string, Schema> = Object.fromEntries(Object.keys(KINDS).map(kind => {
  const props = definitions[`${kind}Props`];
  const environment = { type: 'string', description: 'Name of the environment it runs in; without it, it runs in every one.' };
  const said = Object.fromEntries(methods[kind].map(method => [method.name.getText(), calls(method)]));
  return [kind, { ...props, properties: { ...props.properties, environment, ...said } }];
}));
// of an app, data can say whose it is; its name is the system's, the rest is how the program is run
const { team } = definitions.PlatformAppProps.properties as Schema;
specs.PlatformApp = { type: 'object', properties: { team }, additionalProperties: false };

const kinds = Object.keys(specs).sort();
const used = reachable(Object.values(specs));
const schema = {
  title: 'Pavement intents',
  $schema: 'http://json-schema.org/draft-07/schema#',
  description: 'What a system runs, as data: one document for each construct.',
  type: 'object',
  required: ['apiVersion', 'kind', 'metadata'],
  properties: {
    apiVersion: { type: 'string', description: 'API group of the standards, `platform.iqs.io` unless they name another, and `v1alpha1`.', default: 'platform.iqs.io/v1alpha1' },
    kind: { type: 'string', enum: kinds, description: 'What is declared: the name of the class.' },
    metadata: {
      type: 'object',
      required: ['name'],
      properties: { name: { type: 'string', description: 'Its name: 1 to 40 lower-case letters, digits and single hyphens, starting with a letter. For a PlatformApp, the name of the system.' } },
      additionalProperties: false,
      description: 'Which one it is.',
    },
    spec: { type: 'object', description: 'What it is: the props of the class.' },
  },
  additionalProperties: false,
  allOf: kinds.map(kind => ({
    if: { properties: { kind: { const: kind } }, required: ['kind'] },
    then: { properties: { spec: { $ref: `#/definitions/${kind}` } }, ...specs[kind].required && { required: ['spec'] } },
  })),
  definitions: sorted({ ...specs, ...Object.fromEntries(used.map(name => [name, form(definitions[name])])) }),
};

/** What a program says by calling a method of a construct: public, declared by the class itself, answering nothing. */
function declaredMethods(kind: string, file: string): ts.MethodDeclaration[] {
  const source = program.getSourceFile(join(SRC, file));
  const node = source?.statements.filter(ts.isClassDeclaration).find(({ name }) => name?.text === kind);
  return node?.members.filter(ts.isMethodDeclaration)
    .filter(({ type, modifiers }) => type?.kind === ts.SyntaxKind.VoidKeyword
      && modifiers?.every(({ kind: modifier }) => modifier === ts.SyntaxKind.PublicKeyword)) ?? [];
}

/** A list of calls: each a mapping of the first argument and the fields of the options, or the name alone that the first argument is. */
function calls(method: ts.MethodDeclaration): Schema {
  const [first, ...others] = method.parameters.map(parameter => ({ name: parameter.name.getText(), type: parameter.type?.getText() ?? '' }));
  const options = others.map(({ type }) => definitions[type]);
  const isStruct = definitions[first.type]['x-class'] === undefined && definitions[first.type]['x-component'] === undefined;
  const entry: Schema = isStruct ? { $ref: `#/definitions/${first.type}` } : {
    'type': 'object',
    'properties': { [first.name]: { $ref: `#/definitions/${first.type}` }, ...Object.assign({}, ...options.map(({ properties }) => properties as object)) as object },
    'required': [first.name],
    'additionalProperties': false,
    'x-arguments': [first.name],
  };
  return {
    'type': 'array',
    'items': definitions[first.type]['x-component'] ? { if: { type: 'string' }, then: { 'type': 'string', 'x-component': true }, else: entry } : entry,
    'description': described(checker, method),
    'x-method': true,
  };
}

/** The forms that the generator has no words for: a word or a mapping, a name or a mapping. */
function form({ 'x-words': words, 'x-or-name': orName, ...definition }: Schema): Schema {
  const { description, 'x-class': className, 'x-component': component, items, ...rest } = definition;
  if (words) {
    return { description, 'x-class': className, 'if': { type: 'string' }, 'then': { 'enum': words as string[], 'x-or': Object.keys(rest.properties as object) }, 'else': rest };
  }
  return orName ? { description, if: { type: 'string' }, then: { 'type': 'string', 'x-component': component }, else: items as Schema } : definition;
}

function sorted(schemas: Record<string, Schema>): Record<string, Schema> {
  return Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => a < b ? -1 : 1));
}

/** Names of all definitions that some schemas refer to. */
function reachable(from: Schema[]): string[] {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    for (const [, name] of JSON.stringify(value).matchAll(/"#\/definitions\/([^"]+)"/g)) {
      if (!found.has(name)) {
        found.add(name);
        visit(definitions[name]);
      }
    }
  };
  from.forEach(visit);
  return [...found];
}

// an editor offers a default as a value, so the ones in words stay in the documentation
const isInWords = (value: unknown) => typeof value === 'string' && /^(- |\w+\.\w+(\(\))?$)/.test(value);
const literal = (key: string, value: unknown) => key === 'default' && isInWords(value) ? undefined : value;
const text = `${JSON.stringify(schema, literal, 1)}\n`;

if (process.argv.includes('--check')) {
  if (readFileSync(FILE, 'utf8') !== text) {
    process.stderr.write('src/intents/intents.schema.json is not current; run: npx projen schema\n');
    process.exit(1);
  }
} else {
  writeFileSync(FILE, text);
}
