import { Context, Program, compile } from './cel';
import { Control, Rule, Scope } from './control';
import { Coverage, Coverages, Tally, sum } from './coverage';
import { EnvironmentFacts } from './environment-facts';
import { Finding, Verdict, fingerprint } from './finding';
import { Recall } from './recall';
import { Subject } from './subject';
import { Watch, holdsUnknown, legible } from './unknown';

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
}

/** How many things of a kind are asked about before it pays to remember what was said of them: what there is once is forgotten. */
const FEW = 1;

/** What is remembered of things with values that are not known yet. */
const NOTHING: readonly undefined[] = [];

/** The rules about things of one kind in one environment, and what they said of those that were looked at before. */
interface Group {
  readonly rules: readonly Prepared[];
  readonly said: Recall<unknown, Context['variables'], Judged>;
}

interface Judged {
  readonly verdict: Verdict;
  readonly error?: string;
}

/** Controls that are ready to be asked, again and again. */
export class Evaluator {
  private readonly rules: readonly Prepared[];
  /** The rules for what subjects are, by environment, scope and kind. */
  private readonly groups = new WeakMap<EnvironmentFacts, Record<Scope, Map<string, Group>>>();

  constructor(private readonly controls: readonly Control[]) {
    this.rules = controls.flatMap(control => control.rules.map((rule): Prepared => ({
      control,
      rule,
      when: once(() => optional(rule.when)),
      expression: once(() => compile(rule.expression)),
      got: once(() => optional(rule.got)),
    })));
  }

  /** Asks every rule about every subject that it speaks of. What cannot be asked is a finding too. */
  public evaluate(subjects: Iterable<Subject>): Evaluation {
    const coverages = new Coverages();
    const found: { readonly order: number; readonly finding: Finding }[] = [];
    const orders = new Map(this.controls.map(({ id }, i) => [id, i]));
    for (const subject of subjects) {
      const { rules, said } = this.groupFor(subject);
      const open = rules.length > 0 && hasOpenValues(subject);
      const known = open ? NOTHING : said.of(subject.object, subject.variables);
      const count = coverages.countOf(rules, subject.environment.name, subject.target.kind);
      for (const i of count.add(known)) {
        const prepared = rules[i];
        const { verdict, error } = known[i] ?? judge(prepared, subject, open ? new Watch() : undefined);
        count.addOne(i, verdict);
        const finding = verdict === 'pass' || verdict === 'not-applicable' ? undefined : findingOf(prepared, subject, verdict, error);
        if (finding) {
          found.push({ order: orders.get(prepared.control.id)!, finding });
        }
      }
    }
    const coverage = coverages.inOrder(orders);
    const tallies = new Map(this.controls.map(({ id }) => [id, sum(coverage.filter(({ control }) => control === id).map(({ tally }) => tally))]));
    return { findings: found.sort((a, b) => a.order - b.order).map(({ finding }) => finding), tallies, coverage };
  }

  private groupFor({ scope, target: { kind }, environment }: Subject): Group {
    let groups = this.groups.get(environment);
    if (!groups) {
      groups = { object: new Map(), pod: new Map(), resource: new Map(), stack: new Map(), file: new Map(), waiver: new Map() };
      this.groups.set(environment, groups);
    }
    let group = groups[scope].get(kind);
    if (!group) {
      const rules = this.rules.filter(({ rule }) => rule.on === scope
        && (rule.kinds?.includes(kind) ?? true)
        && (rule.tiers?.includes(environment.tier) ?? true)
        && environment.minor >= (rule.kubernetes?.from ?? 0) && environment.minor <= (rule.kubernetes?.to ?? Infinity));
      group = { rules, said: new Recall(rules.map(prepared => (object, variables) => ask(prepared, { object, variables })), environment, FEW) };
      groups[scope].set(kind, group);
    }
    return group;
  }
}

/** What a rule says about a subject. Whatever reads a value that is not known yet is unknown, however it comes out. */
function judge(prepared: Prepared, { object, variables }: Subject, watch?: Watch): Judged {
  try {
    const judged = ask(prepared, watch ? { object: watch.over(object), variables: watch.over(variables) as Context['variables'] } : { object, variables });
    return watch?.touched ? { verdict: 'unknown' } : judged;
  } catch (error) {
    return watch?.touched ? { verdict: 'unknown' } : { verdict: 'error', error: (error as Error).message.split('\n')[0] };
  }
}

/** What it says where nothing is unknown. Throws when it cannot be asked. */
function ask({ when, expression }: Prepared, context: Context): Judged {
  const condition = when();
  if (condition && condition(context) !== true) {
    return { verdict: 'not-applicable' };
  }
  return { verdict: expression()(context) === true ? 'pass' : 'fail' };
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
