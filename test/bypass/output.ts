import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { Attack, inVerify } from './attack';
import { sha256 } from '../../src/core/digest';

const API = 'dist/prod/api.k8s.yaml';
const STACK = 'cdktf.out/stacks/prod/cdk.tf.json';
const ATTESTATION = 'governance/attestation.json';

function edit(root: string, path: string, from: string, to: string): void {
  const text = readFileSync(join(root, path), 'utf8');
  expect(text).toContain(from);
  writeFileSync(join(root, path), text.replace(from, to));
}

/** Ways to change the output when it has been written. */
export const OUTPUT_ATTACKS: readonly Attack[] = [
  { what: 'an edited manifest', afterwards: root => edit(root, API, 'runAsNonRoot: true', 'runAsNonRoot: false'), result: inVerify('GOV-03', 'K8S-05') },
  {
    what: 'an edited manifest, and its new SHA-256 in the attestation',
    afterwards: root => {
      const before = sha256(readFileSync(join(root, API)));
      edit(root, API, 'runAsNonRoot: true', 'runAsNonRoot: false');
      edit(root, ATTESTATION, before, sha256(readFileSync(join(root, API))));
    },
    result: inVerify('K8S-05'),
  },
  { what: 'an edited stack', afterwards: root => edit(root, STACK, '"storage_encrypted": true', '"storage_encrypted": false'), result: inVerify('AWS-03', 'GOV-03') },
  { what: 'a file that a failed synth or an older program left behind', afterwards: root => writeFileSync(join(root, 'dist/prod/old.k8s.yaml'), 'a: 1\n'), result: inVerify('GOV-03') },
  { what: '`override.tf.json` beside the stack', afterwards: root => writeFileSync(join(root, dirname(STACK), 'x_override.tf.json'), '{}'), result: inVerify('GOV-03') },
  { what: '`.auto.tfvars` beside the stack', afterwards: root => writeFileSync(join(root, dirname(STACK), 'x.auto.tfvars'), ''), result: inVerify('GOV-03') },
  { what: 'HCL beside the stack', afterwards: root => writeFileSync(join(root, dirname(STACK), 'main.tf'), ''), result: inVerify('GOV-03') },
  {
    what: 'a module of Terraform\'s cache beside the stack',
    afterwards: root => { mkdirSync(join(root, dirname(STACK), 'modules'), { recursive: true }); writeFileSync(join(root, dirname(STACK), 'modules/main.tf'), ''); },
    result: inVerify('GOV-03'),
  },
  {
    what: 'a link in place of a manifest',
    afterwards: root => { renameSync(join(root, API), join(root, 'api.yaml')); symlinkSync(join(root, 'api.yaml'), join(root, API)); },
    result: inVerify('GOV-03'),
  },
  { what: 'a manifest deleted', afterwards: root => rmSync(join(root, API)), result: inVerify('GOV-03') },
  { what: 'the attestation deleted', afterwards: root => rmSync(join(root, ATTESTATION)), result: inVerify('GOV-03') },
  { what: 'a second document behind a manifest', afterwards: root => appendFileSync(join(root, API), '---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: own\nspec:\n  hostPID: true\n  containers:\n    - name: own\n'), result: inVerify('GOV-03') },
  { what: 'an entry of the ledger taken out', afterwards: root => edit(root, 'pavement.ledger.json', '"orders"', '"other"'), result: inVerify('GOV-03') },
];
