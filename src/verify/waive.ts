import { Verification } from './verify';
import { Problems, fail, throwProblems } from '../core/problems';
import { Finding } from '../policy/finding';
import { nextId } from '../policy/waivers/append-waiver';
import { isFailing, judgeWaivers } from '../policy/waivers/judge-waivers';
import { parseTarget, targetText } from '../policy/waivers/target-text';
import { Waiver, WaiverTarget } from '../policy/waivers/waiver';
import { waiverProblems } from '../policy/waivers/waiver-problems';

/** What an exception is asked for with. */
export interface WaiverRequest {
  readonly control: string;
  /** As a finding names it, such as `prod/apps/Deployment/shop-prod/api`, or the end of that. */
  readonly target: string;
  /** Fingerprint of the finding; it is looked up when left out. */
  readonly scopeHash?: string;
  readonly team: string;
  readonly contact: string;
  readonly approvedBy: string;
  readonly reason: string;
  readonly ticket: string;
  readonly expires: string;
  readonly compensatingControls: readonly string[];
  readonly links: readonly string[];
}

/** Where each part of a waiver is said on the command line. */
const FLAGS: Readonly<Record<string, string>> = {
  'approvedBy': '--approved-by',
  'reason': '--reason',
  'ticket': '--ticket',
  'expires': '--expires',
  'scopeHash': '--scope-hash',
  'owner.team': '--owner',
  'owner.contact': '--contact',
  'compensatingControls': '--compensating-control',
  'links': '--link',
  'target': '--target',
  'control': 'CONTROL',
};

/** How many findings are named when it is not clear which one is meant. */
const NAMED = 10;

/**
 * A waiver for one finding.
 *
 * @param now - the first day on which it holds
 * @throws when the control lets nothing pass, when it is not clear which finding is meant, and with everything that is wrong with the waiver
 */
export function waiverFor(request: WaiverRequest, { report, standards }: Verification, waivers: readonly Waiver[], now: string): Waiver {
  const control = report.controls.find(({ id }) => id === request.control);
  if (!control) {
    return fail('CONTROL', `the control must be one of ${report.controls.map(({ id }) => id).join(', ')}`, request.control, 'take the id that the finding begins with');
  }
  if (!control.waivable) {
    return fail(control.id, 'a control must be one that can be waived', control.title, control.remedy);
  }
  const waiver: Waiver = {
    id: nextId(waivers, now.slice(0, 4)),
    control: control.id,
    ...scopeOf(request, report.findings, report.waived.map(({ finding }) => finding)),
    owner: { team: request.team, contact: request.contact },
    approvedBy: request.approvedBy,
    reason: request.reason,
    ticket: request.ticket,
    created: now,
    expires: request.expires,
    ...request.compensatingControls.length > 0 && { compensatingControls: [...request.compensatingControls] },
    ...request.links.length > 0 && { links: [...request.links] },
  };
  throwProblems(waiverProblems({ waivers: [waiver] }).map(({ path, text }) => `[${flagOf(path.slice(2))}] ${text}`));
  const teams = standards ? Object.keys(standards.props.teams) : [waiver.owner.team];
  const [judged] = judgeWaivers([], [{ ...waiver, place: '' }], { controls: report.controls, teams, now }).waivers;
  const problems = new Problems();
  problems.must(!isFailing(judged), 'the waiver must be valid', `one that ${judged.text}`, judged.remedy);
  throwProblems(problems.list.map(text => `[${control.id}] ${text}`));
  return waiver;
}

function flagOf(path: readonly string[]): string {
  return FLAGS[path.join('.')] ?? FLAGS[path[0]] ?? path.join('.');
}

/** Which finding is meant: the one in the output, or the one that a synth which wrote nothing has named. */
function scopeOf({ control, target, scopeHash }: WaiverRequest, open: readonly Finding[], waived: readonly Finding[]): Pick<Waiver, 'target' | 'scopeHash'> {
  if (scopeHash !== undefined) {
    const parsed = parseTarget(target);
    return parsed ? { target: parsed, scopeHash } : fail('--target', 'the target must be as the finding says it', target, 'write it as prod/apps/Deployment/shop-prod/api');
  }
  const candidates = open.filter(finding => finding.control === control && finding.waivable);
  const matching = candidates.filter(finding => isMeant(finding, target));
  if (matching.length !== 1) {
    const rule = matching.length > 1 ? 'the target must be of one finding' : `the target must be of a finding of ${control}`;
    return fail('--target', rule, target, remedyFor(control, matching.length > 1 ? matching : candidates, waived.filter(finding => finding.control === control && isMeant(finding, target))));
  }
  return { target: exactly(matching[0]), scopeHash: matching[0].fingerprint };
}

/** Whether a text names a finding, wholly or by its end. */
function isMeant({ target }: Finding, text: string): boolean {
  return [targetText(target), targetText({ ...target, pointer: undefined })].some(full => full === text || full.endsWith(`/${text}`));
}

function exactly({ target: { environment, kind, namespace, name, pointer } }: Finding): WaiverTarget {
  return { ...environment !== '' && { environment }, kind, ...namespace !== undefined && { namespace }, name, ...pointer !== undefined && { pointer } };
}

function remedyFor(control: string, findings: readonly Finding[], waived: readonly Finding[]): string {
  if (waived.length > 0) {
    return 'nothing is to be done: a waiver lets it pass already';
  }
  if (findings.length === 0) {
    return `nothing is to be done: ${control} found nothing in the output. A synth that failed has written none; take --scope-hash from its message`;
  }
  const named = findings.slice(0, NAMED).map(({ target, fingerprint }) => `${targetText(target)} --scope-hash ${fingerprint}`).join(', ');
  return `use one of ${named}${findings.length > NAMED ? ` and ${findings.length - NAMED} more` : ''}`;
}
