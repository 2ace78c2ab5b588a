import { App } from 'cdk8s';
import { Annotations } from 'cdktf';
import { ACCEPTED, Attack, NO_EFFECT, inSynth, inVerify } from './attack';
import { Evaluator } from '../../src/policy/evaluate';

/** Ways to keep the checks from being made: by what the process is told, and by changing the process itself. */
export const PROCESS_ATTACKS: readonly Attack[] = [
  { what: 'cdk8s\'s own `synth` called on the app', synth: app => App.prototype.synth.call(app), result: inVerify('GOV-03') },
  { what: 'a plain cdk8s `App` with the same charts', synth: app => { Object.setPrototypeOf(app, App.prototype); app.synth(); }, result: inVerify('GOV-03') },
  {
    what: 'the evaluator of the controls replaced in the process',
    program: ({ manifest }) => {
      const { evaluate } = Evaluator.prototype;
      Evaluator.prototype.evaluate = () => ({ findings: [], tallies: new Map(), coverage: [] });
      manifest('deployment').metadata.addLabel('platform.example.com/owner', 'somebody');
      return () => { Evaluator.prototype.evaluate = evaluate; };
    },
    result: inVerify('K8S-22'),
  },
  {
    what: 'the checks of the app replaced by nothing',
    program: ({ app, instance }) => {
      instance.addOverride('storage_encrypted', false);
      (app as unknown as { governed: unknown }).governed = () => ({ origin: {}, waivers: [], warnings: [], reports: () => [] });
    },
    result: inVerify('GOV-03'),
  },
  { what: '`CDK8S_OUTDIR`: the output is somewhere else', env: { CDK8S_OUTDIR: 'ROOT/elsewhere' }, result: inVerify('AWS-15', 'GOV-03') },
  { what: '`CDK8S_LEGACY_HASH`', env: { CDK8S_LEGACY_HASH: '1' }, result: NO_EFFECT },
  {
    what: '`CDK8S_DISABLE_SORT`',
    env: { CDK8S_DISABLE_SORT: '1' },
    result: ACCEPTED,
    because: 'the fields of a document are in another order, which says the same',
  },
  { what: '`CDKTF_OUTDIR`: the Terraform is somewhere else', env: { CDKTF_OUTDIR: 'ROOT/elsewhere' }, result: inVerify('GOV-03') },
  { what: '`PAVEMENT_GOVERNANCE_OUTDIR`: the attestation is somewhere else', env: { PAVEMENT_GOVERNANCE_OUTDIR: 'ROOT/elsewhere' }, result: inVerify('GOV-03') },
  {
    what: '`CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS`',
    env: { CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS: '1' },
    program: ({ instance }) => Annotations.of(instance).addError('not like this'),
    result: inSynth('program'),
  },
  { what: '`CDKTF_CONTEXT_JSON`', env: { CDKTF_CONTEXT_JSON: '{"excludeStackIdFromLogicalIds":"true","allowSepCharsInLogicalIds":"true"}' }, result: NO_EFFECT },
  { what: '`SYNTH_HCL_OUTPUT`: HCL in place of JSON', env: { SYNTH_HCL_OUTPUT: 'true' }, result: NO_EFFECT },
];
