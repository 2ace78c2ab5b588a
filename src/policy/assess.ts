import { Control } from './control';
import { anywhere, environmentFacts } from './environment-facts';
import { Evaluation, Evaluator } from './evaluate';
import { Finding } from './finding';
import { waiverSubject } from './output-subjects';
import { Judgement, judgeWaivers } from './waivers/judge-waivers';
import { PlacedWaiver } from './waivers/read-waivers';
import { StandardsProps } from '../standards/standards-props';

/** What came out, after the waivers. */
export interface Assessment {
  readonly coverage: Evaluation['coverage'];
  /** Its open findings are also those about the waivers themselves. */
  readonly judgement: Judgement;
}

/** By what waivers are judged. */
export interface AssessmentRules {
  readonly evaluator: Evaluator;
  readonly controls: readonly Control[];
  readonly standards: StandardsProps;
  /** The day to judge by, as `YYYY-MM-DD`; dates are not looked at when left out. */
  readonly now?: string;
}

/** Lets waivers remove the findings that they were given for, and asks the controls about the waivers. */
export function assess({ findings, coverage }: Pick<Evaluation, 'findings' | 'coverage'>, waivers: readonly PlacedWaiver[], rules: AssessmentRules): Assessment {
  const { evaluator, controls, standards, now } = rules;
  const judgement = judgeWaivers(findings, waivers, { controls, teams: Object.keys(standards.teams), now });
  const environment = anywhere(environmentFacts(standards));
  const about = evaluator.evaluate(judgement.waivers.map(({ waiver: { id, place }, verdict, text, remedy }) =>
    waiverSubject({ id, verdict, text }, place, environment, remedy)));
  const open = byControl([...judgement.open, ...about.findings], controls);
  return { coverage: [...coverage, ...about.coverage], judgement: { ...judgement, open } };
}

/** Findings in the order of their controls, otherwise as they are. */
export function byControl(findings: readonly Finding[], controls: readonly Control[]): Finding[] {
  const orders = new Map(controls.map(({ id }, i) => [id, i]));
  return [...findings].sort((a, b) => orders.get(a.control)! - orders.get(b.control)!);
}
