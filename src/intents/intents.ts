import { Construct } from 'constructs';
import type { Statement } from './statement';
import { fail } from '../core/problems';
import { setSource } from '../core/source';
import { Environment } from '../environment/environment';

/**
 * What a system runs, written as YAML: the same constructs as in a program, one document for each.
 *
 * A document's `kind` is the name of the class, `metadata.name` the id, `spec` the props. What a program says by calling a method is a list
 * under the method's name: `bind: [orders-db]`. A class with factories is a mapping from the factory's name to its argument, or to its
 * arguments by name: `exposure: { host: shop.example.com }`, `egress: [{ cidr: { cidr: 192.0.2.0/28, port: 443 } }]`; a factory without
 * arguments is its name alone: `exposure: internal`. An image is what a container runtime pulls: `registry.example.com/shop/api@sha256:…`.
 *
 * A document without `environment` is declared in every environment. One of kind `PlatformApp` names the system and its team.
 */
export class Intents {
  /**
   * Reads intents from YAML files; what is said in one may be named in the others.
   *
   * For help while typing, let a file begin with
   * `# yaml-language-server: $schema=./node_modules/pavement/lib/intents/intents.schema.json`.
   *
   * @param path - the file, relative to the working directory
   * @param others - more files
   * @throws when a file cannot be read or is no YAML; everything else that is wrong is said by synth, with line and column
   */
  public static fromFile(path: string, ...others: string[]): Intents {
    // loaded when a file is read: the parser and the schema validator cost a tenth of a second
    const { readIntentFiles } = require('./intent-file') as typeof import('./intent-file'); // eslint-disable-line @typescript-eslint/no-require-imports
    const { statementOf } = require('./statement') as typeof import('./statement'); // eslint-disable-line @typescript-eslint/no-require-imports
    return new Intents(readIntentFiles([path, ...others]).map(statementOf));
  }

  /** Name of the system, where a document of kind `PlatformApp` gives it. */
  public readonly system?: string;

  /** Id of the team that owns everything, where that document names it. */
  public readonly team?: string;

  private constructor(private readonly statements: Statement[]) {
    const app = statements.find(({ kind }) => kind === 'PlatformApp');
    this.system = app?.name;
    this.team = typeof app?.spec?.team === 'string' ? app.spec.team : undefined;
  }

  /**
   * Declares everything in the environments of a program. Programs may declare more, and documents may name what a program has declared
   * before.
   *
   * @param app - the program
   */
  public addTo(app: Construct): void {
    const children = Construct.isConstruct(app) ? app.node.children : [];
    const environments = children.filter((child): child is Environment => Environment.tryOf(child) === child);
    if (environments.length === 0) {
      fail('intents', 'intents must be added to a PlatformApp', app, 'write intents.addTo(app)');
    }
    const { StatementCheck } = require('./check-statements') as typeof import('./check-statements'); // eslint-disable-line @typescript-eslint/no-require-imports
    const { EnvironmentDeclaration } = require('./declare') as typeof import('./declare'); // eslint-disable-line @typescript-eslint/no-require-imports
    const { declared, problems } = new StatementCheck(this.statements, environments);
    nameSource(app, this.statements);
    const all = [...this.statements.flatMap(statement => statement.problems), ...problems];
    if (all.length > 0) {
      const said = new Construct(app, `intents-${children.length}`);
      said.node.addValidation({ validate: () => all.map(({ text }) => text) });
      setSource(said, { placeOf: (_, index) => all[index].place });
    }
    const finished = new Set(declared.map(({ name }) => name));
    const isUnfinished = (wanted: string) => this.statements.some(({ name }) => name === undefined || (name === wanted && !finished.has(name)));
    environments.forEach(environment => new EnvironmentDeclaration(environment, declared, isUnfinished).declare());
  }
}

/** Where the document of the system says what the app is told. */
function nameSource(app: Construct, statements: readonly Statement[]): void {
  const document = statements.find(({ kind }) => kind === 'PlatformApp')?.document;
  if (document) {
    const places: Record<string, string[]> = { system: ['metadata', 'name'], team: ['spec', 'team'] };
    const pathOf = (problem: string) => places[problem.split(' ')[0]];
    setSource(app, { placeOf: problem => pathOf(problem) ? document.placeOf(pathOf(problem)) : 'app' });
  }
}
