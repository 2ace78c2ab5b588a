import { IntentProblem, Statement } from './statement';
import { ID_RULE, isId } from '../core/names';
import { Problems, shown } from '../core/problems';
import { Environment } from '../environment/environment';

const APP = 'PlatformApp';
const VERSION = 'v1alpha1';

/** A statement of what runs in an environment: everything that does not stand is a problem elsewhere. */
export interface Declared extends Statement {
  readonly kind: string;
  readonly name: string;
  readonly spec: Readonly<Record<string, unknown>>;
  /** Names of the environments that it is about. */
  readonly environments: readonly string[];
}

/** The statement about the system; the first one where there are more. */
export function appStatement(statements: readonly Statement[]): Statement | undefined {
  return statements.find(({ kind }) => kind === APP);
}

/** What is wrong with statements beyond their schema, and what they declare in the environments of a program. */
export function checkStatements(statements: readonly Statement[], environments: readonly Environment[]): { declared: Declared[]; problems: IntentProblem[] } {
  const [{ _context: { spec: { apiGroup }, system, team } }] = environments;
  const problems: IntentProblem[] = [];
  const must = (holds: boolean, { document }: Statement, path: string[], rule: string, got: unknown, remedy: string) => {
    const problem = new Problems();
    problem.must(holds, rule, got, remedy);
    problems.push(...problem.list.map(text => ({ place: document.placeOf(path), text })));
    return holds;
  };
  for (const statement of statements) {
    must(
      typeof statement.apiVersion !== 'string' || statement.apiVersion === `${apiGroup}/${VERSION}`, statement, ['apiVersion'], `apiVersion must be ${apiGroup}/${VERSION}`,
      statement.apiVersion, 'correct it; the API group is the one of the standards',
    );
  }

  const app = appStatement(statements);
  statements.filter(statement => statement.kind === APP && statement !== app).forEach(statement => must(
    false, statement, ['kind'], 'a system must have one PlatformApp', statement.name, `remove it; ${app?.document.placeOf(['kind'])} has it`,
  ));
  if (app) {
    must(app.name === undefined || app.name === system, app, ['metadata', 'name'], `the name of a PlatformApp must be that of the system, ${shown(system)}`, app.name, 'name the same one in both places');
    must(app.spec?.team === undefined || app.spec.team === team, app, ['spec', 'team'], `team must be ${team === undefined ? 'left out, as in the app' : `"${team}", as the app says`}`, app.spec?.team, 'name the same one in both places');
  }

  const declared: Declared[] = [];
  const taken = new Map<string, Declared>();
  for (const statement of statements.filter(({ kind }) => kind !== APP)) {
    const { kind, name, spec } = statement;
    const names = environments.map(({ environmentName }) => environmentName);
    const wanted = spec?.environment;
    const isThere = must(
      wanted === undefined || names.includes(String(wanted)), statement, ['spec', 'environment'], `environment must be one of ${names.join(', ')}`, wanted,
      'correct it, or leave it out to be in every environment',
    );
    const isNamed = name === undefined || must(isId(name), statement, ['metadata', 'name'], `metadata.name must be ${ID_RULE}`, name, 'every name on both planes is made from it');
    if (kind === undefined || name === undefined || spec === undefined || !isThere || !isNamed || statement.malformed.has('environment')) {
      continue;
    }
    const one: Declared = { ...statement, kind, name, spec, environments: wanted === undefined ? names : [String(wanted)] };
    const twin = one.environments.map(environment => taken.get(`${environment} ${name}`)).find(other => other !== undefined);
    const isFree = must(
      twin === undefined, one, ['metadata', 'name'], 'a name must be unique in its environment', name,
      `${twin?.document.placeOf(['metadata', 'name'])} has it; give one of the two another name`,
    );
    const older = environments.find(({ environmentName, _context }) => one.environments.includes(environmentName) && _context.components.has(name));
    if (isFree && must(older === undefined, one, ['metadata', 'name'], 'a name must be unique in its environment', name, `the program declares ${older?._context.components.get(name)}; give one of the two another name`)) {
      one.environments.forEach(environment => taken.set(`${environment} ${name}`, one));
      declared.push(one);
    }
  }
  return { declared, problems };
}
