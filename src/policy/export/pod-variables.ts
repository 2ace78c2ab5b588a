import { quoted } from './validations';
import { CREDENTIAL } from '../../core/credential-forms';

/** A named expression that others can use. */
export interface PolicyVariable {
  readonly name: string;
  readonly expression: string;
}

/** Where in an object the metadata and the specification of a Pod can be; the object itself when it is a Pod. */
const POSITIONS = [[], ['spec', 'template'], ['spec', 'jobTemplate', 'spec', 'template'], ['spec', 'jobTargetRef', 'template'], ['template']];

/** Finds the Pod in whatever kind of object, as `variables.pod`, `variables.podMetadata` and `variables.containers`. */
export const POD_VARIABLES: readonly PolicyVariable[] = [
  { name: 'template', expression: `${templates()}[0]` },
  { name: 'pod', expression: 'variables.template.spec' },
  { name: 'podMetadata', expression: 'variables.template.?metadata.orValue({})' },
  { name: 'containers', expression: ['containers', 'initContainers', 'ephemeralContainers'].map(list => `variables.pod.?${list}.orValue([])`).join(' + ') },
];

/** What rules ask of the Pod that is worked out from these. */
export const ABOUT_PODS: readonly PolicyVariable[] = [
  {
    name: 'credentials',
    expression: 'variables.containers.filter(c, (c.?env.orValue([]).map(e, string(e.?value.orValue(\'\')))'
      + ` + (c.?command.orValue([]) + c.?args.orValue([])).map(t, string(t))).join('\\n').matches(${quoted(CREDENTIAL)})).map(c, c.name)`,
  },
  { name: 'secretAnnotations', expression: holding('variables.podMetadata') },
  { name: 'defaultAccount', expression: 'variables.pod.?serviceAccountName.orValue(\'\') in [\'\', \'default\']' },
];

/** The keys of the annotations in metadata that hold a credential. */
export function holding(metadata: string): string {
  return `${metadata}.?annotations.orValue({}).filter(k, string(${metadata}.annotations[k]).matches(${quoted(CREDENTIAL)}))`;
}

/** Whether there is a Pod in an object at all. */
export const HAS_POD = `${templates()}.size() > 0`;

function templates(): string {
  const all = POSITIONS.map(path => path.reduce((found, key) => step(found, key), '[dyn(object)]'));
  return `(${all.join(' + ')}).filter(t, type(t.?spec.orValue(0)) == map && (t.spec.?containers.hasValue() || t.spec.?initContainers.hasValue()))`;
}

/** What is under a key of what was found, where that is a mapping: a custom kind can have anything there. */
function step(found: string, key: string): string {
  return `${found}.map(o, dyn(o.?${key}.orValue(0))).filter(o, type(o) == map)`;
}
