import { DocumentProblem } from '../../standards/document-problem';
import { compile } from '../cel';
import { Rule } from '../control';
import { patternsIn, unsafeIn } from '../patterns';

const EXPRESSIONS = ['when', 'expression', 'got'] as const;

/** What is wrong with the expressions of rules: what is none, and what another engine would read in another way. */
export function ruleProblems(rules: readonly Partial<Rule>[]): DocumentProblem[] {
  return rules.flatMap((rule, i) => EXPRESSIONS.flatMap(name => {
    const text = rule[name];
    return typeof text === 'string' ? expressionProblems(text).map(problem => ({ path: ['rules', String(i), name], text: problem })) : [];
  }));
}

function expressionProblems(text: string): string[] {
  try {
    compile(text);
  } catch (error) {
    const [reason] = (error as Error).message.split('\n');
    return [`the expression must be one of CEL, got ${JSON.stringify(text.trim())}; correct it: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}`];
  }
  return patternsIn(text).flatMap(pattern => {
    const unsafe = unsafeIn(pattern);
    return unsafe === undefined ? [] : [`a pattern must mean the same to every engine, got ${unsafe} in ${JSON.stringify(pattern)}; write it without`];
  });
}
