import { ownControlsSection } from './own-controls-page';
import { Control, Rule, Scope } from '../src/policy/control';
import { LONGEST_WAIVER_DAYS } from '../src/policy/finding-text';
import { needsWholeOutput } from '../src/policy/rule-variables';

const INTRODUCTION = `# Controls

What must hold in everything that is written, whoever wrote it: the objects of constructs, of charts beside them, in lists and in templates of custom
resources, and every resource of Terraform. \`synth()\` asks every control about what it is about to write, \`pavement verify\` asks again where the
author's program has no say. A finding says what must hold, what was found, where, and what to do.

What a platform team asks for beside them is [at the end](#controls-of-an-organisations-own). This page is written from the files in \`src/policy/controls/\` by
\`npx projen controls\`.`;

const ORIGINS: Record<string, string> = {
  'pss': 'Pod Security',
  'cis': 'CIS',
  'kube-score': 'kube-score',
  'trivy': 'Trivy',
  'checkov': 'Checkov',
  'kubescape': 'Kubescape',
  'security-hub': 'Security Hub',
};

const SCOPES: Record<Scope, string> = {
  object: 'each object',
  pod: 'each Pod',
  resource: 'each resource',
  stack: 'each stack',
  file: 'each file of the output',
  waiver: 'each waiver',
};

/** The page that says what all controls ask for, why, and what to do about a finding. */
export function controlsPage(controls: readonly Control[]): string {
  return [
    INTRODUCTION,
    [
      '| control | asks that | severity | longest waiver | looks at |',
      '| --- | --- | --- | --- | --- |',
      ...controls.map(control => `| [${control.id}](#${control.id.toLowerCase()}) | ${control.title} | ${control.severity} | ${waiver(control)} | ${looksAt(control)} |`),
    ].join('\n'),
    ...controls.map(section),
    ownControlsSection(),
  ].join('\n\n') + '\n';
}

function section(control: Control): string {
  const sources = Object.entries(control.sources).map(([origin, ids]) => `${ORIGINS[origin] ?? origin} ${ids.join(', ')}`);
  return [
    `## ${control.id}\n\n**${control.title}.** ${control.reason.trim()}`,
    ['| what must hold | looks at | where |', '| --- | --- | --- |', ...control.rules.map(rule => `| ${cell(rule.must)} | ${scopeOf(rule)} | ${where(rule)} |`)].join('\n'),
    `*What to do*: ${control.remedy.trim()}`,
    `*Severity*: ${control.severity}. *Waiver*: ${control.waivable ? `at most ${LONGEST_WAIVER_DAYS[control.severity]} days` : 'not possible'}.`
      + (sources.length === 0 ? '' : ` *The same is asked by*: ${sources.join('; ')}.`),
  ].join('\n\n');
}

function waiver({ waivable, severity }: Control): string {
  return waivable ? `${LONGEST_WAIVER_DAYS[severity]} days` : 'none';
}

function looksAt({ rules }: Control): string {
  return [...new Set(rules.map(scopeOf))].join(', ');
}

function scopeOf(rule: Rule): string {
  return needsWholeOutput(rule) ? `${SCOPES[rule.on]} with what is beside it` : SCOPES[rule.on];
}

/** The kinds, versions and tiers that a rule speaks of; nothing when it speaks of all. */
function where({ kinds = [], kubernetes = {}, tiers = [] }: Rule): string {
  const { from, to } = kubernetes;
  return [
    kinds.length > 4 ? `${kinds.length} kinds` : kinds.map(kind => `\`${kind}\``).join(', '),
    from === undefined ? to === undefined ? '' : `up to Kubernetes 1.${to}` : `from Kubernetes 1.${from}${to === undefined ? ' on' : ` to 1.${to}`}`,
    tiers.join(', '),
  ].filter(part => part !== '').join('; ') || 'everywhere';
}

function cell(text: string): string {
  return text.replace(/\|/g, '\\|');
}
