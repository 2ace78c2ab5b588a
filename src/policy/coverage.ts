import { Verdict } from './finding';

/** How often a control came out how. */
export type Tally = Record<Verdict, number>;

/** How often a control came out how for one kind of things in one environment. */
export interface Coverage {
  readonly control: string;
  readonly environment: string;
  readonly kind: string;
  readonly tally: Tally;
}

/** The verdict of each rule on a thing, as far as they are remembered; the same list for all things that are alike. */
export type Remembered = readonly ({ readonly verdict: Verdict } | undefined)[];

/** Counts by control, environment and kind. */
export class Coverages {
  private readonly byKind = new Map<string, Coverage>();
  private readonly counts = new Map<readonly object[], Count>();

  /** @param rules - those for things of one kind in one environment, as one list */
  public countOf(rules: readonly { readonly control: { readonly id: string } }[], environment: string, kind: string): Count {
    let count = this.counts.get(rules);
    if (!count) {
      count = new Count(rules.map(({ control }) => this.tallyOf(control.id, environment, kind)));
      this.counts.set(rules, count);
    }
    return count;
  }

  /** What was counted, in the order of the controls, then of environment and kind. */
  public inOrder(controls: ReadonlyMap<string, number>): Coverage[] {
    this.counts.forEach(count => count.finish());
    return [...this.byKind]
      .sort(([one, a], [other, b]) => controls.get(a.control)! - controls.get(b.control)! || (one < other ? -1 : 1))
      .map(([, coverage]) => coverage);
  }

  private tallyOf(control: string, environment: string, kind: string): Tally {
    const key = [control, environment, kind].join('\n');
    const coverage = this.byKind.get(key) ?? { control, environment, kind, tally: sum([]) };
    this.byKind.set(key, coverage);
    return coverage.tally;
  }
}

/** Things that are alike in what is remembered of them. */
interface Alike {
  /** Numbers of the rules that need more than to be counted. */
  readonly others: readonly number[];
  times: number;
}

/** Counts the verdicts on things of one kind in one environment. */
export class Count {
  private readonly alike = new Map<Remembered, Alike>();

  /** @param tallies - what each rule counts in */
  constructor(private readonly tallies: readonly Tally[]) {}

  /** Counts, of what is remembered of a thing, the verdicts that need nothing more. The numbers of the other rules come back. */
  public add(remembered: Remembered): readonly number[] {
    let alike = this.alike.get(remembered);
    if (!alike) {
      const isDone = (i: number) => remembered[i]?.verdict === 'pass' || remembered[i]?.verdict === 'not-applicable';
      alike = { others: [...this.tallies.keys()].filter(i => !isDone(i)), times: 0 };
      this.alike.set(remembered, alike);
    }
    alike.times++;
    return alike.others;
  }

  /** Counts the verdict of one rule. */
  public addOne(rule: number, verdict: Verdict): void {
    this.tallies[rule][verdict]++;
  }

  /** Puts what was counted of things that are alike into the tallies. */
  public finish(): void {
    for (const [remembered, { others, times }] of this.alike) {
      const skipped = new Set(others);
      this.tallies.forEach((tally, i) => {
        if (!skipped.has(i)) {
          tally[remembered[i]!.verdict] += times;
        }
      });
    }
    this.alike.clear();
  }
}

/** All tallies as one. */
export function sum(tallies: readonly Tally[]): Tally {
  const total: Tally = { 'pass': 0, 'fail': 0, 'unknown': 0, 'not-applicable': 0, 'error': 0 };
  tallies.forEach(tally => (Object.keys(total) as Verdict[]).forEach(verdict => total[verdict] += tally[verdict]));
  return total;
}
