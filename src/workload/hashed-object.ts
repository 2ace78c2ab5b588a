import { Construct } from 'constructs';
import { shortHash } from '../core/names';
import { ManifestObject, ManifestObjectProps } from '../synth/manifest-object';
import { sorted } from '../synth/yaml';

/**
 * An API object whose name ends with a hash of its content, for kinds that cannot be changed once they are applied: other content is
 * another object, the same content the same one.
 *
 * The name is put together when it is asked for, because edges that decide the content may be declared later.
 */
export class HashedObject extends ManifestObject {
  declare public readonly name: string;

  /**
   * @param props - with `metadata.name`, what the name begins with
   */
  constructor(scope: Construct, id: string, props: ManifestObjectProps & { readonly metadata: { readonly name: string } }) {
    super(scope, id, props);
    Object.defineProperty(this, 'name', { get: () => (this.toJson() as Named).metadata.name, enumerable: true });
  }

  public plainDocument(): Record<string, unknown> {
    return hashed(super.plainDocument() as unknown as Named);
  }

  public toJson(): object {
    const document = super.toJson() as Named;
    // what is plain has its hash already
    return this.isPlain ? document : hashed(document);
  }
}

interface Named {
  readonly metadata: { readonly name: string };
}

function hashed(document: Named): Record<string, unknown> {
  const { metadata, ...content } = document;
  return { ...document, metadata: { ...metadata, name: `${metadata.name}-${shortHash(sorted(content))}` } };
}
