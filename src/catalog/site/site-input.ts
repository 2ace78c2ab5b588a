import { Catalog } from '../model';

/** A waiver or a finding that concerns an entity, in a line. */
export interface GovernanceLine {
  readonly control: string;
  readonly severity: string;
  readonly text: string;
  /** Path of the construct that it is about; empty where the report names none. */
  readonly construct: string;
  readonly environment: string;
  /** Address of the Terraform resource that it is about; undefined where it is about something else. */
  readonly address?: string;
  /** Id of the waiver that lets it pass; undefined where none does. */
  readonly waiver?: string;
  /** Day on which the waiver ends. */
  readonly expires?: string;
}

/** What the governance report of an output says. */
export interface Governance {
  readonly result: string;
  readonly controls: number;
  readonly lines: readonly GovernanceLine[];
}

/** A page that a team wrote. */
export interface DocumentPage {
  /** Path below the folder of the documents, such as `guides/refunds.md`. */
  readonly path: string;
  readonly markdown: string;
}

/** A variable that a workload finds in its environment. */
export interface Variable {
  readonly name: string;
  /** Where it comes from, such as `"EUR"`, `secret checkout-mail` or `differs between environments`. */
  readonly source: string;
}

/** An alert of a component. */
export interface Alert {
  readonly name: string;
  readonly severity: string;
  readonly summary: string;
}

/** What the manifests of a component say that its catalog does not. */
export interface ComponentFacts {
  readonly variables: readonly Variable[];
  readonly alerts: readonly Alert[];
}

/** What one repository contributes: its catalog, and what lies beside it. */
export interface SiteSource {
  /** The folder as its reader named it. */
  readonly folder: string;
  readonly catalog: Catalog;
  readonly governance?: Governance;
  readonly documents: readonly DocumentPage[];
  /** By the full reference of the component. */
  readonly facts: ReadonlyMap<string, ComponentFacts>;
}
