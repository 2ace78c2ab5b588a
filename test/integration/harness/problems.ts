import { Outcome } from './run';

const START_OF_PROBLEM = /^(Error from server|error:|error |Warning:|Unable to|unable to|The \S+ "[^"]*" is invalid)/;

/** What kubectl complained about, one text per error or warning; empty only when it succeeded without a word of complaint. */
export function kubectlProblems({ status, stderr }: Outcome): string[] {
  const problems: string[] = [];
  for (const line of stderr.split('\n').filter((text) => text.trim())) {
    if (problems.length === 0 || START_OF_PROBLEM.test(line)) problems.push(line);
    else problems.push(`${problems.pop()}\n${line}`);
  }
  if (status !== 0 && problems.length === 0) problems.push(`kubectl ended with status ${status}`);
  return problems;
}
