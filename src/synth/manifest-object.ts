import { ApiObject, ApiObjectMetadata, App, ImplicitTokenResolver, JsonPatch, Lazy, LazyResolver, NumberStringUnionResolver } from 'cdk8s';
import { Construct } from 'constructs';
import { TerraformReferenceResolver } from './foreign-tokens';

/** They find nothing in plain data. */
const BUILT_IN = [LazyResolver, ImplicitTokenResolver, NumberStringUnionResolver, TerraformReferenceResolver];

/** An API object whose fields are plain data, asked for when it is rendered. */
export interface ManifestObjectProps {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ApiObjectMetadata;
  /** What it holds beside these three, such as its `spec`. */
  readonly fields: Fields;
}

type Fields = Record<string, () => unknown>;

/**
 * An API object with the bytes of any ApiObject in a third of its time.
 *
 * cdk8s resolves, copies and patches every value of an object in passes of their own. In plain data there is nothing to resolve, unless the
 * program brings a resolver or a patch; then cdk8s does it all.
 */
export class ManifestObject extends ApiObject {
  private patched = false;
  private readonly fields: Fields;

  constructor(scope: Construct, id: string, { fields, ...props }: ManifestObjectProps) {
    super(scope, id, { ...props, ...Object.fromEntries(Object.entries(fields).map(([key, produce]) => [key, Lazy.any({ produce })])) });
    this.fields = fields;
  }

  public addJsonPatch(...ops: JsonPatch[]): void {
    this.patched = true;
    super.addJsonPatch(...ops);
  }

  public toJson(): object {
    const isPlain = !this.patched && App.of(this).resolvers.every(resolver => BUILT_IN.some(known => resolver instanceof known));
    if (!isPlain || process.env.CDK8S_DISABLE_SORT) {
      return super.toJson() as object;
    }
    const document: Record<string, unknown> = { apiVersion: this.apiVersion, kind: this.kind, metadata: this.plainMetadata() ?? this.metadata.toJson() };
    for (const key of Object.keys(this.fields).sort()) {
      const value = this.fields[key]();
      if (value !== undefined && value !== null) {
        document[key] = sorted(value);
      }
    }
    return document;
  }

  /** What cdk8s makes of metadata; undefined when something other than texts was added to it. */
  private plainMetadata(): object | undefined {
    const { name, namespace, labels, annotations, finalizers, ownerReferences, _additionalAttributes: added } = this.metadata as unknown as MetadataParts;
    const isPlain = finalizers.length === 0 && ownerReferences.length === 0 && Object.keys(added).every(key => REPLACED.has(key))
      && [labels, annotations].every(texts => Object.values(texts).every(text => typeof text === 'string'));
    return isPlain ? sorted({ name, namespace, annotations: unlessEmpty(annotations), labels: unlessEmpty(labels) }) as object : undefined;
  }
}

/** What cdk8s keeps of metadata in private; the tests that compare bytes fail when it changes. */
interface MetadataParts {
  readonly name?: string;
  readonly namespace?: string;
  readonly labels: Record<string, unknown>;
  readonly annotations: Record<string, unknown>;
  readonly finalizers: unknown[];
  readonly ownerReferences: unknown[];
  readonly _additionalAttributes: Record<string, unknown>;
}

/** Attributes in whose place cdk8s writes the field of that name. */
const REPLACED = new Set(['name', 'namespace', 'labels', 'annotations', 'finalizers', 'ownerReferences']);

function unlessEmpty(texts: Record<string, unknown>): object | undefined {
  return Object.keys(texts).length === 0 ? undefined : texts;
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
