import { IntentProblem, Statement } from './statement';
import { ID_RULE, isId } from '../core/names';
import { Problems } from '../core/problems';
import { Environment } from '../environment/environment';

const APP = 'PlatformApp';
const VERSION = 'v1alpha1';
const NAME = ['metadata', 'name'];
const SAME = 'name the same one in both places';

/** A statement of what runs in an environment: everything that does not stand is a problem elsewhere. */
export interface Declared extends Statement {
  readonly kind: string;
  readonly name: string;
  readonly spec: Readonly<Record<string, unknown>>;
  /** Names of the environments that it is about. */
  readonly environments: readonly string[];
}

/** What statements declare in the environments of a program, and what is wrong with them beyond their schema. */
export class StatementCheck {
  public readonly declared: Declared[] = [];
  public readonly problems: IntentProblem[] = [];
  private readonly names: string[];

  constructor(private readonly statements: readonly Statement[], private readonly environments: readonly Environment[]) {
    this.names = environments.map(({ environmentName }) => environmentName);
    statements.forEach(statement => this.version(statement));
    this.app();
    statements.filter(({ kind }) => kind !== APP).forEach(statement => this.declare(statement));
  }

  private version(statement: Statement): void {
    const { apiVersion } = statement;
    const expected = `${this.environments[0]._context.spec.apiGroup}/${VERSION}`;
    this.must(
      typeof apiVersion !== 'string' || apiVersion === expected, statement, ['apiVersion'],
      `apiVersion must be ${expected}`, apiVersion, 'correct it; the API group is the one of the standards',
    );
  }

  private app(): void {
    const { system, team } = this.environments[0]._context;
    const [app, ...others] = this.statements.filter(({ kind }) => kind === APP);
    others.forEach(other => this.must(
      false, other, ['kind'], 'a system must have one PlatformApp', other.name, `remove it; ${app.document.placeOf(['kind'])} has it`,
    ));
    if (app) {
      const whose = app.spec?.team;
      const isSame = app.name === undefined || app.name === system;
      this.must(isSame, app, NAME, `the name of a PlatformApp must be that of the system, "${system}"`, app.name, SAME);
      const rule = team === undefined ? 'team must be left out, as in the app' : `team must be "${team}", as the app says`;
      this.must(whose === undefined || whose === team, app, ['spec', 'team'], rule, whose, SAME);
    }
  }

  private declare(statement: Statement): void {
    const { kind, name, spec, malformed } = statement;
    const wanted = spec?.environment;
    const isThere = this.must(
      wanted === undefined || this.names.includes(String(wanted)), statement, ['spec', 'environment'],
      `environment must be one of ${this.names.join(', ')}`, wanted, 'correct it, or leave it out to be in every environment',
    );
    const isNamed = name === undefined || this.must(
      isId(name), statement, NAME, `metadata.name must be ${ID_RULE}`, name, 'every name on both planes is made from it',
    );
    if (kind === undefined || name === undefined || spec === undefined || !isThere || !isNamed || malformed.has('environment')) {
      return;
    }
    const one: Declared = { ...statement, kind, name, spec, environments: wanted === undefined ? this.names : [String(wanted)] };
    const owner = this.ownerOf(one);
    if (this.must(owner === undefined, one, NAME, 'a name must be unique in its environment', name, `${owner}; give one of the two another name`)) {
      this.declared.push(one);
    }
  }

  /** Who has the name of a statement in one of its environments. */
  private ownerOf({ name, environments }: Declared): string | undefined {
    const twin = this.declared.find(other => other.name === name && other.environments.some(environment => environments.includes(environment)));
    if (twin) {
      return `${twin.document.placeOf(NAME)} has it`;
    }
    const wanted = this.environments.filter(({ environmentName }) => environments.includes(environmentName));
    const path = wanted.map(({ _context }) => _context.components.get(name)).find(other => other !== undefined);
    return path && `the program declares ${path}`;
  }

  private must(holds: boolean, { document }: Statement, path: readonly string[], rule: string, got: unknown, remedy: string): boolean {
    const problems = new Problems();
    problems.must(holds, rule, got, remedy);
    this.problems.push(...problems.list.map(text => ({ place: document.placeOf(path), text })));
    return holds;
  }
}
