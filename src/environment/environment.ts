import { Construct, IConstruct } from 'constructs';
import { CatalogEntry } from '../core/catalog-facts';
import { Problems, fail, reportProblems } from '../core/problems';
import { EnvironmentSpec } from '../standards/environment-spec';
import { Tier } from '../standards/standards-props';

/** What is known of a component from where it was declared. */
export interface Declaration {
  /** What people read about it. */
  readonly entry: CatalogEntry;
  /** Where the program declared it; its stack is only put into words when somebody asks. */
  readonly origin: Error;
}

/** What an environment knows of the program it is in. */
export interface EnvironmentContext {
  readonly spec: EnvironmentSpec;
  readonly system: string;
  readonly team?: string;
  /** Path of each component, by id: ids become names in the environment's namespaces and accounts, so each is there once. */
  readonly components: Map<string, string>;
  /** What is known of each component for the catalog, by id. */
  readonly declarations: Map<string, Declaration>;
}

/** Why something that holds data is no longer declared. */
export interface RetireOptions {
  /** What became of it, for whoever finds it running: at least 10 characters, such as `moved to orders-v2, to be deleted after the audit`. */
  readonly reason: string;
}

const SHORTEST_REASON = 10;

const ENVIRONMENT_SYMBOL = Symbol.for('pavement.Environment');

/**
 * One place where a system runs, such as `prod`: the scope of everything that runs there.
 *
 * A program gets its environments from `app.environments` or `app.environment('prod')`; the platform's standards say which there are.
 */
export class Environment extends Construct {
  /**
   * The environment that a construct is in.
   *
   * @param scope - any construct
   * @throws when it is in none
   */
  public static of(scope: IConstruct): Environment {
    const environment = Environment.tryOf(scope);
    return environment ?? fail(scope.node.path, 'a construct must be in an environment', undefined, 'create it in one of app.environments');
  }

  /**
   * The environment that a construct is in; undefined when it is in none.
   *
   * @param scope - any construct
   */
  public static tryOf(scope: IConstruct): Environment | undefined {
    for (let at: IConstruct | undefined = scope; at; at = at.node.scope) {
      if (ENVIRONMENT_SYMBOL in at) {
        return at as IConstruct as Environment;
      }
    }
    return undefined;
  }

  /** @internal */
  public static _create(scope: Construct, context: EnvironmentContext): Environment {
    return new Environment(scope, context);
  }

  /** Its name, such as `prod`. */
  public readonly environmentName: string;

  /** How much it matters. */
  public readonly tier: Tier;

  /** @internal */
  public readonly _context: EnvironmentContext;

  /** Reasons, by component that the program lets go of. @internal */
  public readonly _retired = new Map<string, string>();

  private constructor(scope: Construct, context: EnvironmentContext) {
    super(scope, context.spec.name);
    Object.defineProperty(this, ENVIRONMENT_SYMBOL, { value: true });
    this.environmentName = context.spec.name;
    this.tier = context.spec.tier;
    this._context = context;
  }

  /**
   * Lets go of a component that holds data, such as a database, once its construct has been removed from the program.
   *
   * Nothing is destroyed: Terraform forgets it and what it needs, and the record in `pavement.ledger.json` keeps saying where it is and why.
   * The call can be removed when the ledger has been committed. Without it, a synth fails in which something that holds data is gone.
   *
   * @param component - id of the construct that is gone, such as `orders-db`
   * @param options - why
   */
  public retire(component: string, options: RetireOptions): void {
    const problems = new Problems();
    const reason = typeof options?.reason === 'string' ? options.reason.trim() : '';
    problems.must(typeof component === 'string' && component !== '', 'retire() must name a component', component, 'give the id that its construct had');
    problems.must(
      reason.length >= SHORTEST_REASON, `reason must have at least ${SHORTEST_REASON} characters`, options?.reason, 'say what became of it, for whoever finds it running',
    );
    reportProblems(this, problems);
    if (problems.none) {
      this._retired.set(component, reason);
    }
  }
}
