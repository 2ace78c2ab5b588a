import { PlacedWaiver } from './read-waivers';
import { daysBetween } from '../../core/days';
import { Control } from '../control';
import { Finding } from '../finding';
import { LONGEST_WAIVER_DAYS } from '../finding-text';

/** What has become of a waiver. */
export type WaiverVerdict =
  /** It lets its finding pass. */
  | 'active'
  /** It lets its finding pass, and will not for much longer. */
  | 'expiring'
  /** Nothing was found that it could let pass. */
  | 'unused'
  /** Its last day is over. */
  | 'expired'
  /** Its first day is still to come. */
  | 'not-yet'
  /** Several findings answer to it. */
  | 'over-broad'
  /** It lasts longer than one for its control may. */
  | 'too-long'
  /** Its control lets nothing pass. */
  | 'not-waivable'
  /** There is no such control. */
  | 'unknown-control'
  /** Its owner is no team of the standards. */
  | 'unknown-team';

/** How many days before its end a waiver is spoken of. */
export const EXPIRING_DAYS = 14;

/** A waiver, judged. */
export interface JudgedWaiver {
  readonly waiver: PlacedWaiver;
  readonly verdict: WaiverVerdict;
  /** What about it, in words that follow its id: `expired on 2026-07-01`. */
  readonly text: string;
  readonly remedy: string;
}

/** A finding that a waiver lets pass. */
export interface WaivedFinding {
  readonly finding: Finding;
  readonly waiver: PlacedWaiver;
}

/** Findings and waivers beside each other. */
export interface Judgement {
  /** The findings that no waiver lets pass, in their order. */
  readonly open: readonly Finding[];
  readonly waived: readonly WaivedFinding[];
  /** In the order of the file. */
  readonly waivers: readonly JudgedWaiver[];
}

/** What waivers are judged by. */
export interface WaiverRules {
  readonly controls: readonly Control[];
  /** The teams of the standards. */
  readonly teams: readonly string[];
  /** The day to judge by, as `YYYY-MM-DD`; dates are not looked at when left out. */
  readonly now?: string;
}

/** The verdicts that keep the output from being used. */
const FAILING: ReadonlySet<WaiverVerdict> = new Set(['expired', 'not-yet', 'over-broad', 'too-long', 'not-waivable', 'unknown-control', 'unknown-team']);

/** Whether a waiver keeps the output from being used. */
export function isFailing({ verdict }: JudgedWaiver): boolean {
  return FAILING.has(verdict);
}

/** Whether a waiver should be spoken of, though the output can be used. */
export function isWarning({ verdict }: JudgedWaiver): boolean {
  return verdict === 'unused' || verdict === 'expiring';
}

/** Lets each waiver that holds remove the one finding that it was given for. */
export function judgeWaivers(findings: readonly Finding[], waivers: readonly PlacedWaiver[], rules: WaiverRules): Judgement {
  const byTarget = new Map<string, Finding[]>();
  if (waivers.length > 0) {
    for (const finding of findings) {
      const key = keyOf(finding.control, finding.target);
      byTarget.set(key, [...byTarget.get(key) ?? [], finding]);
    }
  }
  const waived = new Map<Finding, PlacedWaiver>();
  const judged = waivers.map((waiver): JudgedWaiver => {
    const found = (byTarget.get(keyOf(waiver.control, waiver.target)) ?? [])
      .filter(({ target }) => waiver.target.pointer === undefined || waiver.target.pointer === target.pointer);
    const matching = found.filter(({ fingerprint }) => fingerprint === waiver.scopeHash);
    const free = matching.filter(finding => !waived.has(finding));
    const judgement = invalid(waiver, rules) ?? claim(waiver, found, matching, free, rules);
    if (judgement.verdict === 'active' || judgement.verdict === 'expiring') {
      waived.set(free[0], waiver);
    }
    return { waiver, ...judgement };
  });
  return {
    open: findings.filter(finding => !waived.has(finding)),
    waived: findings.flatMap(finding => waived.has(finding) ? [{ finding, waiver: waived.get(finding)! }] : []),
    waivers: judged,
  };
}

type Verdict = Omit<JudgedWaiver, 'waiver'>;

/** What keeps a waiver from holding at all, whatever was found. */
function invalid({ control: id, owner, created, expires }: PlacedWaiver, { controls, teams, now }: WaiverRules): Verdict | undefined {
  const control = controls.find(other => other.id === id);
  if (!control) {
    return { verdict: 'unknown-control', text: `is for ${id}, which is no control`, remedy: 'correct the id' };
  }
  if (!control.waivable) {
    return { verdict: 'not-waivable', text: `is for ${id}, which cannot be waived`, remedy: `remove it. ${control.remedy}` };
  }
  const longest = LONGEST_WAIVER_DAYS[control.severity];
  const days = daysBetween(created, expires);
  if (days > longest) {
    return { verdict: 'too-long', text: `lasts ${days} days`, remedy: `${id} can be waived for ${longest} days at most: let it expire earlier` };
  }
  if (!teams.includes(owner.team)) {
    return { verdict: 'unknown-team', text: `belongs to ${owner.team}, which is no team of the standards`, remedy: `use one of ${teams.join(', ')}` };
  }
  if (now !== undefined && daysBetween(now, created) > 0) {
    return { verdict: 'not-yet', text: `holds from ${created} on, which is after ${now}`, remedy: 'correct the day on which it was created' };
  }
  return now !== undefined && daysBetween(now, expires) < 0
    ? { verdict: 'expired', text: `expired on ${expires}`, remedy: 'correct what was found, or have a new waiver approved' }
    : undefined;
}

function claim(
  waiver: PlacedWaiver, found: readonly Finding[], matching: readonly Finding[], free: readonly Finding[], { now }: WaiverRules,
): Verdict {
  if (matching.length > 1) {
    return {
      verdict: 'over-broad',
      text: `answers to ${matching.length} findings`,
      remedy: 'name the one it is for with target.pointer, or give the objects names of their own',
    };
  }
  if (free.length === 0) {
    const remedy = found.length === 0 ? 'remove it' : 'have it approved again for what is found now';
    return { verdict: 'unused', text: unusedText(found, matching), remedy: matching.length > 0 ? 'remove one of them' : remedy };
  }
  const left = now === undefined ? Infinity : daysBetween(now, waiver.expires);
  return left <= EXPIRING_DAYS
    ? { verdict: 'expiring', text: `expires on ${waiver.expires}`, remedy: 'correct what was found, or have a new waiver approved in time' }
    : { verdict: 'active', text: `holds until ${waiver.expires}`, remedy: '' };
}

function unusedText(found: readonly Finding[], matching: readonly Finding[]): string {
  if (matching.length > 0) {
    return 'is for a finding that another waiver lets pass';
  }
  return found.length > 0 ? 'was given for another value than the one that is found now' : 'is for what was not found';
}

function keyOf(control: string, { environment = '', kind, namespace = '', name }: Partial<Finding['target']>): string {
  return [control, environment, kind, namespace, name].join('\n');
}
