import { Control, Rule, Severity } from '../control';
import { variablesIn } from '../rule-variables';

/** Rules of one control that look at the same kinds of objects: what becomes one policy. */
export interface RuleGroup {
  /** Such as `pavement-k8s-01`; a control with rules for several sets of kinds has `pavement-k8s-19-2` as well. */
  readonly name: string;
  readonly control: Control;
  readonly on: 'object' | 'pod';
  /** All that people write when left out. */
  readonly kinds?: readonly string[];
  readonly rules: readonly Rule[];
}

/** A rule that no admission policy can express, and why. */
export interface LeftOut {
  readonly control: string;
  readonly severity: Severity;
  readonly must: string;
  readonly reason: string;
}

/** What an admission policy can know beside the object that it is asked about. */
export const KNOWN: ReadonlySet<string> = new Set(['environment', 'identity', 'pod', 'podMetadata', 'containers', 'credentials', 'secretAnnotations', 'defaultAccount']);

/** Sorts the rules of controls into what can be asked of a single request to the API server, and what cannot. */
export function ruleGroups(controls: readonly Control[]): { readonly groups: readonly RuleGroup[]; readonly leftOut: readonly LeftOut[] } {
  const groups: RuleGroup[] = [];
  const leftOut: LeftOut[] = [];
  for (const control of controls) {
    const byKinds = new Map<string, Rule[]>();
    for (const rule of control.rules) {
      const reason = whyNot(rule);
      if (reason === undefined) {
        const key = JSON.stringify([rule.on, [...rule.kinds ?? []].sort()]);
        byKinds.set(key, [...byKinds.get(key) ?? [], rule]);
      } else {
        leftOut.push({ control: control.id, severity: control.severity, must: rule.must, reason });
      }
    }
    [...byKinds.values()].forEach((rules, i) => groups.push({
      name: `pavement-${control.id.toLowerCase()}${i === 0 ? '' : `-${i + 1}`}`,
      control,
      on: rules[0].on as RuleGroup['on'],
      ...rules[0].kinds && { kinds: rules[0].kinds },
      rules,
    }));
  }
  return { groups, leftOut };
}

function whyNot({ on, when, expression, got }: Rule): string | undefined {
  if (on !== 'object' && on !== 'pod') {
    return 'it looks at Terraform, which the API server does not see';
  }
  const unknown = variablesIn(when, expression, got).filter(name => !KNOWN.has(name));
  return unknown.length === 0 ? undefined : `it looks at several objects together (${unknown.join(', ')}), and a request brings one`;
}
