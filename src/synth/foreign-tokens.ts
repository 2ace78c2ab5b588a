import { IResolver, ResolutionContext } from 'cdk8s';
import { RenderedOutput } from '../core/rendered';

/** How cdktf writes a reference into a text, a list, a key or JSON until it is resolved. */
const TOKEN = /[$#&]\{TfToken\[([^\]]*)\]\}|<unresolved-token>/;

/** What a cdktf reference that is an object becomes in a manifest, until it is reported. */
const MARKER = '${TfToken[reference]}';

/** How the 16 highest bits of a number look in which cdktf hides a reference: to a number, to a list of numbers. */
const NUMBER_TOKEN_BITS = [0xFDFF, 0xFBFF];

/** How such a number looks in a text, such as `host:${port}`. */
const WRITTEN_NUMBER = /-\d(\.\d+)?e\+\d{3}/g;

/**
 * Keeps cdk8s from resolving a cdktf reference that was put into a manifest as an object, which would crash far from its cause.
 */
export class TerraformReferenceResolver implements IResolver {
  public resolve(context: ResolutionContext): void {
    // a cdktf IResolvable: it has a creation stack and asks for a context that cdk8s does not have
    if (typeof context.value === 'object' && 'creationStack' in context.value && typeof context.value.resolve === 'function') {
      context.replaceValue(MARKER);
    }
  }
}

/** Whether the text of a file may hold a token; hardly any other does. */
function mayHoldToken(text: string): boolean {
  return text.includes('TfToken[') || text.includes('<unresolved-token>') || (text.includes('e+') && /e\+\d{3}/.test(text));
}

/** Every value of a manifest that only Terraform will know, as a problem. */
export function foreignTokens({ resources, files }: RenderedOutput): string[] {
  // a look at the text is much cheaper than one at every value
  return !files.some(({ content }) => mayHoldToken(content)) ? [] : resources.filter(({ body }) => hasToken(body)).flatMap(({ path, body }) => {
    const { kind, metadata } = body as { kind?: string; metadata?: { name?: string } };
    return places(body, []).map(place => `[${path}] ${place.join('.')} of ${kind} ${metadata?.name} must be known when the program runs, ` +
      'got a value that Terraform knows only after apply; publish it in a connection descriptor and bind() to it, or use a name that is known beforehand');
  });
}

/** Where the tokens of a value are. */
function places(value: unknown, at: string[]): string[][] {
  if (isToken(value)) {
    return [at];
  }
  return value === null || typeof value !== 'object' ? [] : Object.entries(value).flatMap(([key, entry]) => [
    ...isToken(key) ? [at] : [],
    ...places(entry, [...at, key]),
  ]);
}

/** Whether there is a token anywhere in a value: asked of every document, so without a trace of where it looks. */
function hasToken(value: unknown): boolean {
  if (value === null || typeof value !== 'object') {
    return isToken(value);
  }
  for (const key in value) {
    if (isToken(key) || hasToken((value as Record<string, unknown>)[key])) {
      return true;
    }
  }
  return false;
}

function isToken(value: unknown): boolean {
  if (typeof value === 'string') {
    return (value.includes('oken') && TOKEN.test(value)) || (value.includes('e+') && (value.match(WRITTEN_NUMBER) ?? []).some(isNumberToken));
  }
  return typeof value === 'number' && value < -1e100 && isNumberToken(value);
}

function isNumberToken(value: number | string): boolean {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, Number(value));
  return NUMBER_TOKEN_BITS.includes(view.getUint16(0));
}
