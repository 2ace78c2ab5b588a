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
    if (this.isPlain) {
      const document = this.plainDocument();
      return Object.fromEntries(Object.entries(document).map(([key, value]) => [key, sorted(value)]));
    }
    // only now: hardly any object needs them
    Object.entries(this.fields).forEach(([key, produce]) => this.given[key] = Lazy.any({ produce }));
    return super.toJson() as object;
  }

  /** Whether there is nothing in it that cdk8s would have to resolve or patch. */
  public get isPlain(): boolean {
    const { labels, annotations, finalizers, ownerReferences, _additionalAttributes: added } = this.metadata as unknown as MetadataParts;
    return !this.patched && !process.env.CDK8S_DISABLE_SORT && finalizers.length === 0 && ownerReferences.length === 0
      && Object.keys(added).every(key => REPLACED.has(key)) && isTexts(labels) && isTexts(annotations)
      && App.of(this).resolvers.every(resolver => BUILT_IN.some(known => resolver instanceof known));
  }

  /** The object as plain data, in which only the fields at the top are in order; for one that is plain. */
  public plainDocument(): Record<string, unknown> {
    const { name, namespace, labels, annotations } = this.metadata as unknown as MetadataParts;
    const metadata = { annotations: unlessEmpty(annotations), labels: unlessEmpty(labels), name, namespace };
    const document: Record<string, unknown> = { apiVersion: this.apiVersion, kind: this.kind, metadata };
    for (const key of Object.keys(this.fields).sort()) {
      const value = this.fields[key]();
      if (value !== undefined && value !== null) {
        document[key] = value;
      }
    }
    return document;
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

function isTexts(map: Record<string, unknown>): boolean {
  return Object.values(map).every(value => typeof value === 'string');
}
