import { RuleGroup } from './rule-groups';
import { Rule } from '../control';

/** One demand of a policy. */
export interface Validation {
  readonly expression: string;
  readonly message: string;
  readonly messageExpression?: string;
}

/**
 * The demands of a group of rules, each with what must hold, what was found and what to do.
 *
 * @param unless what lets an object pass all the same, as expressions
 */
export function validations({ control, rules }: RuleGroup, ...unless: readonly string[]): Validation[] {
  return rules.map(rule => {
    const remedy = oneLine(rule.remedy ?? control.remedy);
    const demand = `[${control.id}] ${oneLine(rule.must)}`;
    return {
      expression: [...exempting(rule), `(${rule.expression.trim()})`, ...unless].join(' || '),
      message: `${demand}; ${remedy}`,
      ...rule.got !== undefined && { messageExpression: `${quoted(`${demand}, got `)} + '%s'.format([${rule.got.trim()}]) + ${quoted(`; ${remedy}`)}` },
    };
  });
}

/** What a rule does not speak of. */
function exempting({ tiers, kubernetes, when }: Rule): string[] {
  return [
    ...tiers ? [`!(variables.environment.tier in [${tiers.map(quoted).join(', ')}])`] : [],
    ...kubernetes?.from === undefined ? [] : [`variables.environment.minor < ${kubernetes.from}`],
    ...kubernetes?.to === undefined ? [] : [`variables.environment.minor > ${kubernetes.to}`],
    ...when === undefined ? [] : [`!(${when.trim()})`],
  ];
}

/** A text as a literal of CEL. */
export function quoted(text: string): string {
  return `'${text.replace(/\\/g, '\\\\').replace(/'/g, '\\\'').replace(/\n/g, '\\n')}'`;
}

/** The API server takes no message with a line break. */
function oneLine(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}
