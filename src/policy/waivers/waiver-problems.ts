import { Waiver, WaiversDocument } from './waiver';
import { check } from './waivers-check';
import { isRecord } from '../../core/checks';
import { daysBetween, isDay } from '../../core/days';
import { ID_RULE } from '../../core/names';
import { Problems } from '../../core/problems';
import { DocumentProblem, besideMalformed } from '../../standards/document-problem';
import { validator } from '../../standards/validate-document';

const EXACT = 'exact, without spaces and wildcards';
const ONE_LINE = 'a text of one line';

/** What the patterns of the schema ask for, in words. */
export const PATTERNS: Record<string, string> = {
  '^WVR-[0-9]{4}-[0-9]{3,}$': 'an id such as WVR-2026-001',
  '^[A-Z][A-Z0-9]*-[0-9]+$': 'the id of one control, such as K8S-11',
  '^[^\\s]+( [^\\s]+)*$': ONE_LINE,
  '^(https://[^\\s]+|[A-Z][A-Z0-9]+-[0-9]+)$': 'a URL that begins with https://, or the key of an issue such as PAY-1234',
  '^[0-9]{4}-[0-9]{2}-[0-9]{2}$': 'a day such as 2026-07-01',
  '^[0-9a-f]{16}$': 'the 16 hexadecimal digits that the finding says',
  '^[^\\s*?]+$': EXACT,
  '^/[^\\s*?]+$': `a JSON pointer, ${EXACT}`,
  '^[a-z][a-z0-9]*(-[a-z0-9]+)*$': ID_RULE,
};

/** Words of reasons that nobody has written yet. */
const TEMPLATE_WORD = /\b(todo|tbd|tba|fixme|xxx+|lorem|placeholder|changeme|asdf|n\/a|fill (?:this|me|it) in|reason here|your reason)\b|<[^>]*>|\{\{/i;

const validate = validator(check, PATTERNS);

/** Everything that is wrong with a file of waivers by itself. What it says about findings, controls and dates is judged later. */
export function waiverProblems(document: unknown): DocumentProblem[] {
  const { waivers } = (isRecord(document) ? document : {}) as Partial<WaiversDocument>;
  const ids = new Set<string>();
  return besideMalformed(validate(document), (Array.isArray(waivers) ? waivers : []).flatMap((waiver, i) => isRecord(waiver)
    ? problemsOf(waiver, ids).map(([path, text]) => ({ path: ['waivers', String(i), ...path], text })) : []));
}

type Check = (holds: boolean, path: string[], rule: string, got: unknown, remedy: string) => void;

function problemsOf(waiver: Partial<Waiver>, ids: Set<string>): [path: string[], text: string][] {
  const found: [string[], string][] = [];
  const must: Check = (holds, path, rule, got, remedy) => {
    const problems = new Problems();
    problems.must(holds, rule, got, remedy);
    problems.list.forEach(text => found.push([path, text]));
  };
  const { id, reason, created, expires, links = [], compensatingControls = [] } = waiver;
  if (typeof id === 'string') {
    must(!ids.has(id), ['id'], 'id must be of one waiver only', id, 'take the next free number');
    ids.add(id);
  }
  checkApprover(waiver, must);
  if (typeof reason === 'string') {
    const words = new Set(reason.toLowerCase().split(/\s+/));
    must(!TEMPLATE_WORD.test(reason) && words.size >= 3, ['reason'], 'reason must be a sentence of its own, not a template', reason, 'say why the control cannot hold here');
  }
  for (const [name, day] of [['created', created], ['expires', expires]] as const) {
    must(typeof day !== 'string' || isDay(day), [name], `${name} must be a day of the calendar`, day, 'correct it');
  }
  if (typeof created === 'string' && typeof expires === 'string' && isDay(created) && isDay(expires)) {
    must(daysBetween(created, expires) >= 0, ['expires'], `expires must not be before created, which is ${created}`, expires, 'correct it');
  }
  (Array.isArray(links) ? links : []).forEach((link, i) => must(
    typeof link !== 'string' || /^https:\/\/\S+$/.test(link), ['links', String(i)], 'a link must be a URL that begins with https://', link, 'correct it',
  ));
  (Array.isArray(compensatingControls) ? compensatingControls : []).forEach((text, i) => must(
    typeof text !== 'string' || text.trim() !== '', ['compensatingControls', String(i)], 'a compensating control must not be empty', text, 'say what is done instead',
  ));
  return found;
}

function checkApprover({ owner, approvedBy }: Partial<Waiver>, must: Check): void {
  if (isRecord(owner) && typeof approvedBy === 'string') {
    const owners = [owner.team, owner.contact].map(name => String(name).toLowerCase());
    must(!owners.includes(approvedBy.toLowerCase()), ['approvedBy'], 'approvedBy must be somebody else than the owner', approvedBy, 'let another person or team agree');
  }
}
