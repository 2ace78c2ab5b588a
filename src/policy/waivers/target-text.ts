import { WaiverTarget } from './waiver';
import { Target } from '../subject';

/**
 * What a finding is about as one word, such as `prod/apps/Deployment/shop-prod/api`: environment, kind, namespace where there is one, name.
 *
 * What is in no environment begins with the slash.
 */
export function targetText({ environment = '', kind, namespace, name, pointer }: WaiverTarget | Target): string {
  return `${[environment, kind, ...namespace ? [namespace] : [], name].join('/')}${pointer ? `#${pointer}` : ''}`;
}

/**
 * Reads such a word; undefined when it is none. Kinds of Kubernetes begin with a capital letter, types of Terraform with a small one; only the
 * latter have underscores, so that what stands before a kind is its API group.
 */
export function parseTarget(text: string): WaiverTarget | undefined {
  const [place, pointer] = text.includes('#') ? [text.slice(0, text.indexOf('#')), text.slice(text.indexOf('#') + 1)] : [text];
  const [environment, ...parts] = place.split('/');
  const length = !isKind(parts[0]) && isKind(parts[1]) && !parts[0].includes('_') ? 2 : 1;
  const kind = parts.slice(0, length).join('/');
  const rest = parts.slice(length);
  const isTerraform = !isKind(kind.split('/').pop());
  if (kind === '' || rest.length === 0 || rest.length > (isTerraform ? 1 : 2) || [...rest, kind].some(part => part === '')) {
    return undefined;
  }
  const [namespace, name] = rest.length === 2 ? rest : [undefined, rest[0]];
  return {
    ...environment !== '' && { environment }, kind, ...namespace !== undefined && { namespace }, name: name!, ...pointer !== undefined && { pointer },
  };
}

function isKind(text: string | undefined): boolean {
  return text !== undefined && /^[A-Z]/.test(text);
}
