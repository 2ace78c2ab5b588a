import { ApiObject, ApiObjectMetadata, ApiObjectProps, App, ImplicitTokenResolver, JsonPatch, Lazy, LazyResolver, NumberStringUnionResolver } from 'cdk8s';
import { Construct } from 'constructs';
import { TerraformReferenceResolver } from './foreign-tokens';
import { sorted } from './yaml';

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
  /** Whether an object is one; `instanceof` is true of every ApiObject. */
  public static isManifestObject(object: ApiObject): object is ManifestObject {
    return 'plainDocument' in object;
  }

  private patched = false;
  private readonly fields: Fields;
  /** What cdk8s renders when it has to do it all. */
  private readonly given: Record<string, unknown> & ApiObjectProps;

  constructor(scope: Construct, id: string, { fields, ...given }: ManifestObjectProps) {
    super(scope, id, given);
    this.fields = fields;
    this.given = given;
  }

  public addJsonPatch(...ops: JsonPatch[]): void {
    this.patched = true;
    super.addJsonPatch(...ops);
  }

  public toJson(): object {
    const document = this.plainDocument();
    if (document) {
      return Object.fromEntries(Object.entries(document).map(([key, value]) => [key, sorted(value)]));
    }
    // only now: hardly any object needs them
    Object.entries(this.fields).forEach(([key, produce]) => this.given[key] = Lazy.any({ produce }));
    return super.toJson() as object;
  }

  /** The object as plain data, in which only the fields at the top are in order; undefined when the program asks for more than that. */
  public plainDocument(): Record<string, unknown> | undefined {
    const isPlain = !this.patched && !process.env.CDK8S_DISABLE_SORT
      && App.of(this).resolvers.every(resolver => BUILT_IN.some(known => resolver instanceof known));
    const metadata = isPlain ? this.plainMetadata() : undefined;
    if (!metadata) {
      return undefined;
    }
    const document: Record<string, unknown> = { apiVersion: this.apiVersion, kind: this.kind, metadata };
    for (const key of Object.keys(this.fields).sort()) {
      const value = this.fields[key]();
      if (value !== undefined && value !== null) {
        document[key] = value;
      }
    }
    return document;
  }

  /** Metadata in which there is nothing but texts; undefined when something else was added to it. */
  private plainMetadata(): object | undefined {
    const parts = this.metadata as unknown as MetadataParts;
    const { name, namespace, labels, annotations, finalizers, ownerReferences, _additionalAttributes: added } = parts;
    const isPlain = finalizers.length === 0 && ownerReferences.length === 0 && Object.keys(added).every(key => REPLACED.has(key))
      && [labels, annotations].every(texts => Object.values(texts).every(text => typeof text === 'string'));
    return isPlain ? { name, namespace, annotations: unlessEmpty(annotations), labels: unlessEmpty(labels) } : undefined;
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
