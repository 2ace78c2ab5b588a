import { Context, Program, compile } from './cel';
import { Control, Rule } from './control';
import { EnvironmentFacts } from './environment-facts';
import { Finding, Verdict, fingerprint } from './finding';
import { asksIdentityOnly } from './rule-variables';
import { Subject } from './subject';
import { Watch, holdsUnknown, legible } from './unknown';

/** How often a control came out how. */
export type Tally = Record<Verdict, number>;

/** How often a control came out how for one kind of things in one environment. */
export interface Coverage {
  readonly control: string;
  readonly environment: string;
  readonly kind: string;
  readonly tally: Tally;
}

/** What came out of all rules on all subjects. */
export interface Evaluation {
  /** By control, then in the order of the subjects. */
  readonly findings: readonly Finding[];
  /** By id of the control, for every control. */
  readonly tallies: ReadonlyMap<string, Tally>;
  /** The same by environment and kind, for what there is; in their order. */
  readonly coverage: readonly Coverage[];
}

/** A control with its expressions, each compiled when it is first asked. */
interface Prepared {
  readonly control: Control;
  readonly rule: Rule;
  readonly when: () => Program | undefined;
  readonly expression: () => Program;
  readonly got: () => Program | undefined;
  /** What it said of objects of an identity, where it asks for no more than that; the identity is one of one environment. */
  readonly said?: WeakMap<object, Judged>;
}

interface Judged {
  readonly verdict: Verdict;
  readonly error?: string;
}

/** Controls that are ready to be asked, again and again. */
export class Evaluator {
  private readonly rules: readonly Prepared[];
  /** The rules for what subjects are, by environment, scope and kind. */
  private readonly dispatch = new WeakMap<EnvironmentFacts, Map<string, readonly Prepared[]>>();

  constructor(private readonly controls: readonly Control[]) {
    this.rules = controls.flatMap(control => control.rules.map((rule): Prepared => ({
      control,
      rule,
      when: once(() => optional(rule.when)),
      expression: once(() => compile(rule.expression)),
      got: once(() => optional(rule.got)),
      ...rule.on === 'object' && asksIdentityOnly(rule) && { said: new WeakMap<object, Judged>() },
    })));
  }

  /** Asks every rule about every subject that it speaks of. What cannot be asked is a finding too. */
  public evaluate(subjects: readonly Subject[]): Evaluation {
    const covered = new Covered();
    const found: { readonly order: number; readonly finding: Finding }[] = [];
    const orders = new Map(this.controls.map(({ id }, i) => [id, i]));
    for (const subject of subjects) {
      const rules = this.rulesFor(subject);
      const tallies = covered.talliesOf(rules, subject);
      const watched = rules.length > 0 && hasOpenValues(subject);
      for (let i = 0; i < rules.length; i++) {
        const prepared = rules[i];
        const { verdict, error } = prepared.said ? saidOf(prepared, prepared.said, subject)
          : judge(prepared, subject, watched ? new Watch() : undefined);
        tallies[i][verdict]++;
        if (verdict !== 'pass' && verdict !== 'not-applicable') {
          const finding = findingOf(prepared, subject, verdict, error);
          if (finding) {
            found.push({ order: orders.get(prepared.control.id)!, finding });
          }
        }
      }
    }
    const coverage = covered.inOrder(orders);
    const tallies = new Map(this.controls.map(({ id }) => [id, sum(coverage.filter(({ control }) => control === id).map(({ tally }) => tally))]));
    return { findings: found.sort((a, b) => a.order - b.order).map(({ finding }) => finding), tallies, coverage };
  }

  private rulesFor({ scope, target, environment }: Subject): readonly Prepared[] {
    let inEnvironment = this.dispatch.get(environment);
    if (!inEnvironment) {
      inEnvironment = new Map();
      this.dispatch.set(environment, inEnvironment);
    }
    const key = `${scope} ${target.kind}`;
    let rules = inEnvironment.get(key);
    if (!rules) {
      rules = this.rules.filter(({ rule }) => rule.on === scope
        && (rule.kinds?.includes(target.kind) ?? true)
        && (rule.tiers?.includes(environment.tier) ?? true)
        && environment.minor >= (rule.kubernetes?.from ?? 0) && environment.minor <= (rule.kubernetes?.to ?? Infinity));
      inEnvironment.set(key, rules);
    }
    return rules;
  }
}

/** Counts by control, environment and kind. */
class Covered {
  private readonly coverage = new Map<string, Coverage>();
  /** What the rules for subjects of one sort count in; the rules of a sort are one list. */
  private readonly byRules = new Map<readonly Prepared[], readonly Tally[]>();

  public talliesOf(rules: readonly Prepared[], { target, environment }: Subject): readonly Tally[] {
    let tallies = this.byRules.get(rules);
    if (!tallies) {
      tallies = rules.map(({ control }) => this.tallyOf(control.id, environment.name, target.kind));
      this.byRules.set(rules, tallies);
    }
    return tallies;
  }

  public inOrder(controls: ReadonlyMap<string, number>): Coverage[] {
    return [...this.coverage]
      .sort(([one, a], [other, b]) => controls.get(a.control)! - controls.get(b.control)! || (one < other ? -1 : 1))
      .map(([, entry]) => entry);
  }

  private tallyOf(control: string, environment: string, kind: string): Tally {
    const key = [control, environment, kind].join('\n');
    const entry = this.coverage.get(key) ?? { control, environment, kind, tally: sum([]) };
    this.coverage.set(key, entry);
    return entry.tally;
  }
}

function sum(tallies: readonly Tally[]): Tally {
  const total: Tally = { 'pass': 0, 'fail': 0, 'unknown': 0, 'not-applicable': 0, 'error': 0 };
  tallies.forEach(tally => (Object.keys(total) as Verdict[]).forEach(verdict => total[verdict] += tally[verdict]));
  return total;
}

/** What a rule says about a subject of the Kubernetes plane by its identity alone. */
function saidOf(prepared: Prepared, said: WeakMap<object, Judged>, subject: Subject): Judged {
  const identity = subject.variables.identity as object;
  let judged = said.get(identity);
  if (!judged) {
    judged = judge(prepared, subject);
    said.set(identity, judged);
  }
  return judged;
}

/** What a rule says about a subject. Whatever reads a value that is not known yet is unknown, however it comes out. */
function judge({ when, expression }: Prepared, subject: Subject, watch?: Watch): Judged {
  const context = watch ? { object: watch.over(subject.object), variables: watch.over(subject.variables) as Context['variables'] } : subject;
  try {
    const condition = when();
    if (condition && condition(context) !== true) {
      return { verdict: watch?.touched ? 'unknown' : 'not-applicable' };
    }
    const holds = expression()(context);
    return { verdict: watch?.touched ? 'unknown' : holds === true ? 'pass' : 'fail' };
  } catch (error) {
    return watch?.touched ? { verdict: 'unknown' } : { verdict: 'error', error: (error as Error).message.split('\n')[0] };
  }
}

/** Whether there are values that are not known yet, as only Terraform has them. */
function hasOpenValues({ target, object, variables }: Subject): boolean {
  return target.plane === 'terraform' && (holdsUnknown(object) || holdsUnknown(variables));
}

function findingOf({ control, rule, got }: Prepared, subject: Subject, verdict: 'fail' | 'unknown' | 'error', error?: string): Finding | undefined {
  const onUnknown = rule.onUnknown ?? 'fail';
  if (verdict === 'unknown' && onUnknown === 'pass') {
    return undefined;
  }
  const value = verdict === 'error' ? error : legible(answer(got(), subject));
  return {
    control: control.id,
    severity: control.severity,
    waivable: control.waivable,
    verdict,
    blocking: verdict !== 'unknown' || onUnknown === 'fail',
    target: subject.target,
    must: verdict === 'error' ? `${rule.must}; the rule could not be asked` : rule.must,
    ...value !== undefined && { got: value },
    remedy: subject.remedy ?? rule.remedy ?? control.remedy,
    sources: control.sources,
    fingerprint: fingerprint(control.id, rule.must, value),
  };
}

/** What was found, as plain data; nothing when that cannot be said either. */
function answer(program: Program | undefined, subject: Subject): unknown {
  try {
    const value = program?.(subject);
    return value === undefined ? undefined : JSON.parse(JSON.stringify(value, (_, entry: unknown) => typeof entry === 'bigint' ? Number(entry) : entry)) as unknown;
  } catch {
    return undefined;
  }
}

function optional(expression: string | undefined): Program | undefined {
  return expression === undefined ? undefined : compile(expression);
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
