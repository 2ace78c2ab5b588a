import { Construct } from 'constructs';
import { Declared } from './check-statements';
import { Form, argumentsOf, formOf, instantiate } from './data-form';
import { locate } from './locate';
import { Problems } from '../core/problems';
import { setSource } from '../core/source';
import { Environment } from '../environment/environment';
import { PlatformMigration } from '../migration/platform-migration';
import { TeamNamespace } from '../namespace/team-namespace';
import { PostgresInstance } from '../postgres/postgres-instance';
import { PlatformService } from '../service/platform-service';

type ConstructClass = new (scope: Construct, id: string, props: never) => Construct;
const KINDS: Readonly<Record<string, ConstructClass>> = { PlatformMigration, PlatformService, PostgresInstance, TeamNamespace };

/** A construct, the document that declares it, and where in it the calls are that its problems come from. */
interface Made {
  readonly construct: Construct;
  readonly statement: Declared;
  readonly places: Map<string, readonly string[]>;
}

/** A name that stands for nothing. */
interface Absent {
  readonly text: string;
  readonly path: readonly string[];
}

/** What is declared in one environment. */
export class EnvironmentDeclaration {
  private readonly made = new Map<string, Made>();
  private readonly statements: readonly Declared[];

  /**
   * @param all - what is declared in any environment
   * @param isUnfinished - whether a name may be that of a document with which nothing can be done: nobody hears that it is not there
   */
  constructor(
    private readonly environment: Environment, private readonly all: readonly Declared[], private readonly isUnfinished: (name: string) => boolean,
  ) {
    this.statements = all.filter(({ environments }) => environments.includes(environment.environmentName));
  }

  /** Makes the constructs, those that name others after the others, and then lets them use each other. */
  public declare(): void {
    this.statements.filter(({ kind }) => !namesOthers(kind)).forEach(statement => this.make(statement));
    this.statements.filter(({ kind }) => namesOthers(kind)).forEach(statement => this.make(statement));
    this.made.forEach(made => this.call(made));
  }

  private make(statement: Declared): void {
    const fields = fieldsOf(statement.kind);
    const absent: Absent[] = [];
    const props = Object.fromEntries(Object.entries(statement.spec).filter(([field]) => !fields[field]['x-method']).map(([field, value]) => [
      field, instantiate(value, fields[field], ['spec', field], (name, path) => this.find(name, path, statement, absent)),
    ]));
    // without what it names there is nothing to make; what stands for it says so
    const isWhole = absent.length === 0 && [...statement.malformed].every(field => !fields[field]?.$ref || !isComponent(fields[field]));
    const Kind = isWhole ? KINDS[statement.kind] : Construct;
    const construct = new Kind(this.environment, statement.name, props as never);
    const made = { construct, statement, places: new Map<string, readonly string[]>() };
    this.made.set(statement.name, made);
    setSource(construct, {
      environment: this.environment.environmentName,
      environments: statement.environments,
      placeOf: (problem) => {
        const path = made.places.get(problem) ?? locate(problem, statement.spec, statement.malformed);
        // what is malformed or missing has been said in the words of the schema
        return path[0] === 'spec' && statement.malformed.has(path[1]) ? undefined : statement.document.placeOf(path);
      },
    });
    note(made, absent);
  }

  private call(made: Made): void {
    const { construct, statement: { kind, spec } } = made;
    for (const [method, { items = {} }] of Object.entries(fieldsOf(kind)).filter(([name, field]) => field['x-method'] && Object.hasOwn(spec, name))) {
      (spec[method] as unknown[]).forEach((entry, i) => {
        const path = ['spec', method, String(i)];
        const absent: Absent[] = [];
        const args = argumentsOf(entry, items).map(({ value, form, key }) => instantiate(
          value, form, [...path, ...key], (name, at) => this.find(name, at, made.statement, absent),
        ));
        note(made, absent);
        if (!args.includes(undefined)) {
          const before = construct.node.validate().length;
          (construct as unknown as Record<string, (...given: unknown[]) => void>)[method](...args);
          construct.node.validate().slice(before).forEach(problem => made.places.set(problem, path));
        }
      });
    }
  }

  /** What a name stands for: another document, or what the program itself has declared. */
  private find(name: string, path: readonly string[], statement: Declared, absent: Absent[]): Construct | undefined {
    const { node, _context: { components } } = this.environment;
    const made = this.made.get(name);
    const found = made?.construct ?? node.findAll().find(other => other.node.id === name && other.node.path === components.get(name));
    if (!found && !this.isUnfinished(name) && !this.statements.some(other => other.name === name)) {
      const elsewhere = this.all.filter(other => other.name === name).flatMap(({ environments }) => environments);
      const here = new Set([...this.statements.map(other => other.name), ...components.keys()]);
      const others = [...here].filter(other => other !== statement.name).sort();
      const problem = new Problems();
      problem.must(
        false, `${path[1]} must name what is declared in the same environment`, name,
        elsewhere.length > 0 ? `it is in ${elsewhere.join(', ')} only; declare it here as well`
          : others.length === 0 ? 'declare it in a document of its own' : `correct it or declare it; there are ${others.join(', ')}`,
      );
      absent.push({ text: problem.list[0], path });
    }
    return found;
  }
}

function note({ construct, places }: Made, absent: readonly Absent[]): void {
  absent.forEach(({ text, path }) => places.set(text, path));
  if (absent.length > 0) {
    construct.node.addValidation({ validate: () => absent.map(({ text }) => text) });
  }
}

/** Whether constructs of a kind get others as props. */
function namesOthers(kind: string): boolean {
  return Object.values(fieldsOf(kind)).some(isComponent);
}

function isComponent({ $ref }: Form): boolean {
  return $ref !== undefined && formOf($ref.slice('#/definitions/'.length))['x-component'] === true;
}

function fieldsOf(kind: string): Readonly<Record<string, Form>> {
  return formOf(kind).properties ?? {};
}
