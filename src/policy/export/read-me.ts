import { ExportOptions } from './export-options';
import { LeftOut, RuleGroup, ruleGroups } from './rule-groups';
import { FIRST_MINOR } from './validating-admission-policy';
import { environmentFacts } from '../environment-facts';

/** The page that goes with admission policies: how they are applied, what they do not ask, and why. */
export function readMe(options: ExportOptions, apply: readonly string[]): string {
  const { groups, leftOut } = ruleGroups(options.controls);
  return [
    '# Admission policies', '',
    `${groups.length} policies of ${new Set(groups.map(({ control }) => control.id)).size} controls, which the cluster asks about what reaches it by whatever way.`, '',
    ...apply, '',
    ...tooOld(options),
    '## What is asked', '',
    '| policy | severity | of | must |', '| --- | --- | --- | --- |',
    ...groups.flatMap(asked), '',
    'Pods are looked at in Pods, ephemeral containers, everything in `apps` and `batch` that makes Pods, and the custom kinds whose templates are where those of'
      + ' the built-in ones are. What another kind makes is seen when it is a Pod.', '',
    'Nothing is asked in the namespaces of Kubernetes and in those that the standards name as the platform\'s own.', '',
    '## What is not asked, and why', '',
    'These rules hold when the output is written and when it is verified.', '',
    '| control | must | reason |', '| --- | --- | --- |',
    ...leftOut.map(row), '',
    ...exceptions(options),
  ].join('\n');
}

function asked({ name, control, on, kinds, rules }: RuleGroup): string[] {
  const of = kinds?.join(', ') ?? (on === 'pod' ? 'every Pod' : 'what people write');
  return rules.map(({ must }) => `| ${name} | ${control.severity} | ${of} | ${cell(must)} |`);
}

function row({ control, must, reason }: LeftOut): string {
  return `| ${control} | ${cell(must)} | ${reason} |`;
}

function exceptions({ exceptions: list }: ExportOptions): string[] {
  return list.length === 0 ? [] : [
    '## Exceptions', '',
    'An exception lets one object pass one control, and what controllers make of that object. It ends by itself.', '',
    '| waiver | control | object | environments | until |', '| --- | --- | --- | --- | --- |',
    ...list.map(({ waiver, control, kind, namespace, name, environments, until }) =>
      `| ${waiver} | ${control} | ${kind} ${namespace}/${name} | ${environments.join(', ')} | ${until} |`), '',
  ];
}

function tooOld({ standards, environments }: ExportOptions): string[] {
  const facts = environmentFacts(standards);
  const old = environments.filter(name => facts.get(name)!.minor < FIRST_MINOR);
  return old.length === 0 ? [] : [`Clusters before Kubernetes 1.${FIRST_MINOR} do not know such policies: ${old.join(', ')}. Use \`--to kyverno\` there.`, ''];
}

function cell(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/\|/g, '\\|').trim();
}
