import { createHash } from 'crypto';
import { Fact } from './fact';

/** The facts of a log, each event once, in whatever order they came. */
export class FactSet {
  private readonly byId = new Map<string, Fact>();

  /** Events that were there already. */
  public duplicates = 0;
  /** Ids under which different things were said; which of them counts does not depend on the order. */
  public readonly conflicts = new Set<string>();

  public add(fact: Fact): void {
    const known = this.byId.get(fact.id);
    if (!known) {
      this.byId.set(fact.id, fact);
      return;
    }
    this.duplicates++;
    const [one, other] = [factDigest(known), factDigest(fact)];
    if (one !== other) {
      this.conflicts.add(fact.id);
      if (other < one) {
        this.byId.set(fact.id, fact);
      }
    }
  }

  public get size(): number {
    return this.byId.size;
  }

  public all(): IterableIterator<Fact> {
    return this.byId.values();
  }
}

/** Of two facts with one id, the one whose digest comes first counts, in every store. */
export function factDigest(fact: Fact): string {
  return createHash('sha256').update(JSON.stringify(fact)).digest('hex').slice(0, 32);
}
