import { checkovConfig } from './checkov-config';
import { ExportOptions, ExportedFile } from './export-options';
import { kyvernoPolicies } from './kyverno';
import { readMe } from './read-me';
import { validatingAdmissionPolicies } from './validating-admission-policy';

/** What an export is for. */
export type ExportFormat = keyof typeof FORMATS;

const FORMATS = {
  'validating-admission-policy': (options: ExportOptions): ExportedFile[] => [
    ...validatingAdmissionPolicies(options),
    {
      path: 'README.md',
      text: readMe(options, [
        'Apply to every cluster `policies.yaml`, then the file of `environments/` that is named after what runs there:', '',
        '```', 'kubectl apply --server-side -f policies.yaml',
        'kubectl wait --for=condition=Established crd/policyenvironments.policies.pavement.dev',
        'kubectl apply --server-side -f environments/prod.yaml', '```', '',
        'When the standards or the waivers change, export and apply again. Whoever may write a PolicyEnvironment decides what is let pass; to delete one while'
          + ' policies are bound to it lets nothing pass.',
      ]),
    },
  ],
  'kyverno': (options: ExportOptions): ExportedFile[] => [
    ...kyvernoPolicies(options),
    {
      path: 'README.md',
      text: readMe(options, [
        'Apply to each cluster the file that is named after what runs there. Kyverno 1.17 or later asks them; it takes exceptions from the namespace'
          + ' `pavement-system` when it is started with `--enablePolicyException=true --exceptionNamespace=pavement-system`. When the standards or the waivers'
          + ' change, export and apply again.',
      ]),
    },
  ],
  'checkov-config': checkovConfig,
};

/** The names of what can be exported to. */
export const EXPORT_FORMATS = Object.keys(FORMATS) as ExportFormat[];

/** Controls as the files of another tool. */
export function exportPolicies(format: ExportFormat, options: ExportOptions): ExportedFile[] {
  return FORMATS[format](options);
}
