import { JsonPatch } from 'cdk8s';
import { Attack, Program, inSynth } from './attack';
import { WAIVER } from '../policy/waivers/example-waiver';
import { writeWaivers } from '../verify/written-program';

const writable = ({ manifest }: Program) => manifest('deployment').addJsonPatch(
  JsonPatch.add('/spec/template/spec/containers/0/securityContext/readOnlyRootFilesystem', false));
const privileged = ({ manifest }: Program) => manifest('deployment').addJsonPatch(
  JsonPatch.add('/spec/template/spec/containers/0/securityContext/privileged', true));

const granting = (change: object) => (root: string) => writeWaivers(root, { ...WAIVER, ...change });

/** Ways to be let off by writing it down. */
export const WAIVER_ATTACKS: readonly Attack[] = [
  { what: 'a waiver for a control that has none', beforehand: granting({ control: 'K8S-01' }), program: privileged, result: inSynth('K8S-01') },
  { what: 'a waiver for something else that was found', beforehand: granting({}), program: writable, result: inSynth('K8S-08') },
  { what: 'a waiver for everything of a kind', beforehand: granting({ target: { kind: '*', name: '*' } }), program: writable, result: inSynth('program') },
  { what: 'a waiver that its owner approved', beforehand: granting({ approvedBy: 'payments@example.com' }), program: writable, result: inSynth('program') },
  { what: 'a waiver that holds for years', beforehand: granting({ expires: '2036-01-01' }), program: writable, result: inSynth('GOV-03') },
  { what: 'a waiver of a team that nobody knows', beforehand: granting({ owner: { team: 'team-gone', contact: 'gone@example.com' } }), program: writable, result: inSynth('GOV-03') },
];
