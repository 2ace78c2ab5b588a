import { IConstruct } from 'constructs';

/** What kind of thing a component is in the catalog. */
export enum CatalogKind {
  /** Something that runs code: a service, a worker, a job. */
  COMPONENT = 'component',
  /** Something that components need to run: a database, a queue, a namespace. */
  RESOURCE = 'resource',
}

/** A page about something, for people. */
export interface CatalogLink {
  /** Its address, beginning with `https://`. */
  readonly url: string;

  /** What it is called. */
  readonly title: string;

  /**
   * What it is for, such as `runbook`, `dashboard`, `repository` or `docs`: lower-case letters, digits and hyphens.
   *
   * @default - nothing in particular
   */
  readonly type?: string;
}

/** What people read in the catalog about a component. Everything else there comes from the program. */
export interface CatalogEntry {
  /**
   * Its name for people.
   *
   * @default - its id
   */
  readonly title?: string;

  /**
   * What it is for, in a sentence or two.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * How far it is, such as `experimental`, `production` or `deprecated`: lower-case letters, digits and hyphens.
   *
   * @default - `production` once it is in an environment of the tier prod, else `experimental`
   */
  readonly lifecycle?: string;

  /**
   * Words to find it by: lower-case letters, digits, `+` and `#`, with single hyphens between; at most 63 characters each.
   *
   * @default - none
   */
  readonly tags?: string[];

  /**
   * Pages about it, beside those that the platform knows of.
   *
   * @default - none
   */
  readonly links?: CatalogLink[];
}

/** Where the definition of an API is. */
export class ApiDefinition {
  /**
   * A file of the repository.
   *
   * @param path - relative to `catalog-info.yaml`, with slashes, such as `api/openapi.yaml`
   */
  public static file(path: string): ApiDefinition {
    return new ApiDefinition('file', path);
  }

  /**
   * The definition itself.
   *
   * @param text - such as an OpenAPI document
   */
  public static text(text: string): ApiDefinition {
    return new ApiDefinition('text', text);
  }

  private constructor(
    /** @internal */
    public readonly _form: 'file' | 'text',
    /** @internal */
    public readonly _value: string,
  ) {}
}

/** An API that a component offers. */
export interface CatalogApi {
  /**
   * What language its definition is written in, such as `openapi`, `asyncapi`, `graphql` or `grpc`.
   *
   * @default "openapi"
   */
  readonly type?: string;

  /** What can be asked. */
  readonly definition: ApiDefinition;

  /**
   * Its name, unique in the system: 1 to 40 lower-case letters, digits and single hyphens, starting with a letter.
   *
   * @default - the name of the component
   */
  readonly name?: string;

  /**
   * Name of the port that it is offered on.
   *
   * @default - the main port
   */
  readonly port?: string;

  /**
   * What it is for.
   *
   * @default - none
   */
  readonly description?: string;
}

/** Something that a component needs in order to work. */
export interface CatalogDependency {
  /**
   * What it is, in this program.
   *
   * @default - it is in another program, and `system` and `name` say where
   */
  readonly target?: IConstruct;

  /**
   * Name of the port that is called; whoever calls the port of an API consumes the API.
   *
   * @default - the main port
   */
  readonly port?: string;

  /**
   * The system of a component that another program declares.
   *
   * @default - it is in this program
   */
  readonly system?: string;

  /**
   * The name of a component that another program declares.
   *
   * @default - it is in this program
   */
  readonly name?: string;
}

/** What a component tells the catalog of itself: read once, after the whole program has been declared. */
export interface CatalogFacts {
  /**
   * What kind of thing it is.
   *
   * @default - a resource if others can be bound to it, else a component
   */
  readonly kind?: CatalogKind;

  /**
   * What sort of component or resource, such as `service`, `job` or `database`.
   *
   * @default - its `componentType`
   */
  readonly type?: string;

  /**
   * How much depends on it, such as `critical`.
   *
   * @default - not said
   */
  readonly tier?: string;

  /**
   * What it needs in order to work.
   *
   * @default - nothing
   */
  readonly dependsOn?: CatalogDependency[];

  /**
   * APIs that it offers.
   *
   * @default - none
   */
  readonly apis?: CatalogApi[];

  /**
   * Pages that it knows of, such as its runbook.
   *
   * @default - none
   */
  readonly links?: CatalogLink[];

  /**
   * Labels that select its Pods.
   *
   * @default - it has no Pods
   */
  readonly podSelector?: Record<string, string>;
}
