import { check as checkOwn } from './own-control-check';
import { ruleProblems } from './rule-problems';
import { tighteningProblems } from './tighten';
import { check as checkTightening } from './tightening-check';
import { isRecord } from '../../core/checks';
import { DocumentProblem, besideMalformed } from '../../standards/document-problem';
import { validator } from '../../standards/validate-document';
import { Control, Rule, isOfLibrary } from '../control';

const PATTERNS = { '^[A-Z][A-Z0-9]*-[0-9]+$': 'the id of a control, such as ACME-01' };

const own = validator(checkOwn, PATTERNS);
const tightening = validator(checkTightening, PATTERNS);

/** Whether a document makes a control of the library stricter. */
export function isTightening(document: unknown): boolean {
  return isRecord(document) && 'tightens' in document;
}

/** Everything that is wrong with one file of a folder of controls. */
export function fileProblems(document: unknown, builtIn: readonly Control[]): DocumentProblem[] {
  if (!isRecord(document)) {
    return own(document);
  }
  const isStricter = isTightening(document);
  const malformed = isStricter ? tightening(document) : own(document);
  const ofRules = isStricter ? tighteningProblems(document, builtIn) : ownProblems(document);
  const rules = Array.isArray(document.rules) ? document.rules.map(rule => isRecord(rule) ? rule as Partial<Rule> : {}) : [];
  return besideMalformed(malformed, [...ofRules, ...ruleProblems(rules)]);
}

function ownProblems({ id }: Record<string, unknown>): DocumentProblem[] {
  return typeof id === 'string' && isOfLibrary(id) ? [{
    path: ['id'], text: `id must not begin with K8S, AWS or GOV, got ${JSON.stringify(id)}; these are the library's: make its control stricter with tightens, or take a prefix of your own`,
  }] : [];
}
