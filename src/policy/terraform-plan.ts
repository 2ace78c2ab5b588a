/** What is read of a plan, as `terraform show -json` writes it; @see https://developer.hashicorp.com/terraform/internals/json-format */
export interface TerraformPlan {
  readonly format_version?: string;
  /** Whether applying it leaves nothing to do. Terraform before 1.8 does not say. */
  readonly complete?: boolean;
  readonly resource_changes?: readonly ResourceChange[];
  readonly prior_state?: { readonly values?: { readonly root_module?: PlannedModule } };
  readonly configuration?: {
    readonly provider_config?: Readonly<Record<string, { readonly full_name?: string }>>;
    readonly root_module?: ConfiguredModule;
  };
}

/** What happens to one resource. */
export interface ResourceChange {
  readonly address: string;
  readonly module_address?: string;
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  readonly index?: string | number;
  readonly action_reason?: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before?: unknown;
    readonly after?: unknown;
    readonly after_unknown?: unknown;
    readonly after_sensitive?: unknown;
    /** Paths of the attributes that cannot be changed in place. */
    readonly replace_paths?: readonly (readonly unknown[])[];
  };
}

/** A module of a state. */
export interface PlannedModule {
  readonly resources?: readonly {
    readonly address: string;
    readonly mode: string;
    readonly type: string;
    readonly name: string;
    readonly values?: unknown;
    readonly sensitive_values?: unknown;
  }[];
  readonly child_modules?: readonly PlannedModule[];
}

/** A module as it was configured. */
export interface ConfiguredModule {
  readonly resources?: readonly ConfiguredResource[];
  readonly module_calls?: Readonly<Record<string, { readonly source?: string; readonly module?: ConfiguredModule }>>;
}

/** A resource as it was configured: no values but which others it speaks of. */
export interface ConfiguredResource {
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  readonly expressions?: Readonly<Record<string, unknown>>;
  readonly depends_on?: readonly string[];
  readonly provisioners?: readonly unknown[];
}

/** Whether a document is a plan, and not a state or something else. */
export function isPlan(document: unknown): document is TerraformPlan {
  return typeof document === 'object' && document !== null && 'format_version' in document && 'resource_changes' in document;
}
