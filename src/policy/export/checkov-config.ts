import { ExportOptions, ExportedFile } from './export-options';
import { Control } from '../control';

/** What Checkov asks for and the library does not do, with the reason. */
export const NOT_DONE: Readonly<Record<string, string>> = {
  CKV_K8S_11: 'a limit of CPUs throttles a service while they are idle; requests share them fairly when they are not',
  CKV_K8S_35: 'programs read variables; their values are in the secret store only',
};

/** Settings of Checkov under which it insists on what the controls ask for as well, and only reports the rest. */
export function checkovConfig({ controls }: Pick<ExportOptions, 'controls'>): ExportedFile[] {
  const hard = controls.map(control => ({ control, ids: insisted(control) })).filter(({ ids }) => ids.length > 0);
  const lines = [
    'framework:', '  - kubernetes', '  - terraform_json',
    '', '# reported, not insisted on, unless listed below', 'soft-fail: true',
    '', '# what a control asks for in every environment as well', 'hard-fail-on:',
    ...hard.flatMap(({ control, ids }) => [`  # ${control.id} ${control.title}`, ...ids.map(id => `  - ${id}`)]),
    '', '# not done, with the reason', 'skip-check:',
    ...Object.entries(NOT_DONE).flatMap(([id, reason]) => [`  # ${reason}`, `  - ${id}`]),
  ];
  return [{ path: '.checkov.yaml', text: `${lines.join('\n')}\n` }];
}

/** Checkov does not know environments: where a control asks for something in some of them only, it cannot insist. */
function insisted({ sources, rules }: Control): string[] {
  return rules.some(({ tiers }) => tiers === undefined) ? (sources.checkov ?? []).filter(id => !(id in NOT_DONE)) : [];
}
