/** Works something out of two values, depending on nothing else and changing nothing of them. */
export type Work<A, B, T> = (one: A, other: B) => T;

/** What is found where there is nothing; nothing that is there is it. */
const ABSENT = Symbol('absent');

/** How often a work may read something else than before; then it is taken for one that reads what is different in each, as a name. */
const VARIETY = 2;

/** What came out, by work; nothing of works that are not remembered. */
type Known<T> = readonly (T | undefined)[];

/** What is known where nothing is remembered. */
const NOTHING: Known<never> = [];

/** Something to look at on the way to what is known. */
class Question<T> {
  /** What comes after what was found first, which is nearly always what is found. */
  private then?: Question<T> | Known<T>;
  private readonly others = new Map<unknown, Question<T> | Known<T>>();

  constructor(public readonly asked: Reading) {}

  public after(found: unknown): Question<T> | Known<T> | undefined {
    return this.isFirst(found) ? this.then : this.others.get(this.distinct(found));
  }

  public lead(found: unknown, next: Question<T> | Known<T>): void {
    if (this.isFirst(found)) {
      this.then = next;
    } else {
      this.others.set(this.distinct(found), next);
    }
  }

  private isFirst(found: unknown): boolean {
    return this.asked.key === undefined ? isSame(found as string[], this.asked.found as string[]) : found === this.asked.found;
  }

  private distinct(found: unknown): unknown {
    return this.asked.key === undefined ? JSON.stringify(found) : found;
  }
}

/**
 * Remembers what came out of two values, and everything that was read of them to come to it.
 *
 * Where the same is to be read of others, the same comes out, whatever else is different in them. So of thousands of things that are alike in what
 * matters, a few are looked into.
 */
export class Recall<A, B, T> {
  private first?: Question<T> | Known<T>;
  private seen = 0;
  /** What was found on the way, by number of the reading and two more; one list for all ways. */
  private readonly values: unknown[] = [];
  /** How often each work read something else than before; without end for one that is left out. */
  private readonly variety: number[];

  /**
   * @param constant - a value in all of them, which is not looked into
   * @param few - of so many nothing is remembered: it would take longer than it saves
   */
  constructor(private readonly works: readonly Work<A, B, T>[], private readonly constant: unknown, private readonly few: number) {
    this.variety = works.map(() => 0);
  }

  /** What comes out, by work; nothing of works that read something else in each, or that throw. */
  public of(one: A, other: B): Known<T> {
    if (this.seen++ < this.few || !isOpen(one) || !isOpen(other)) {
      return NOTHING;
    }
    const { values } = this;
    values[0] = one;
    values[1] = other;
    let next = this.first;
    for (let number = 2; next instanceof Question; number++) {
      const { of, key } = next.asked;
      const found = look(values[of], key);
      values[number] = found;
      next = next.after(key === undefined ? found : nature(found));
    }
    return next ?? this.remember(one, other);
  }

  private remember(one: A, other: B): Known<T> {
    const reader = new Reader(this.constant);
    const [first, second] = [reader.over(one, 0), reader.over(other, 1)];
    const thrown: number[] = [];
    const known = this.works.map((work, i) => {
      if (this.variety[i] === Infinity) {
        return undefined;
      }
      reader.work = i;
      try {
        return work(first, second);
      } catch {
        thrown.push(i);
        return undefined;
      }
    });
    if (thrown.length > 0) {
      thrown.forEach(work => this.leaveOut(work));
    } else {
      this.keep(reader.readings, known);
    }
    return known;
  }

  private keep(readings: readonly Reading[], known: Known<T>): void {
    let lead = (next: Question<T> | Known<T>): void => { this.first = next; };
    let next = this.first;
    for (const reading of readings) {
      const question = next instanceof Question ? next : new Question<T>(reading);
      const after = question.after(reading.found);
      if (next && !after && ++this.variety[question.asked.work] > VARIETY) {
        this.leaveOut(question.asked.work);
        return;
      }
      lead(question);
      lead = entry => question.lead(reading.found, entry);
      next = after;
    }
    lead(known);
  }

  /** A work is remembered no longer. What is known of the others is found out again: it may have been the first to read what they read. */
  private leaveOut(work: number): void {
    this.first = undefined;
    this.variety.forEach((times, i) => { this.variety[i] = i === work || times === Infinity ? Infinity : 0; });
  }
}

/** One thing that is read: what is under a key, or which keys there are. */
interface Reading {
  /** Whose: of the first value, of the second, or of what the reading with the number less two found. */
  readonly of: number;
  /** All keys when left out. */
  readonly key?: string;
  /** Which work was the first to read it. */
  readonly work: number;
  /** The keys, or the nature of what is under one. */
  readonly found: unknown;
}

/** Notices everything that is read of values, once each, in order. */
class Reader {
  public readonly readings: Reading[] = [];
  /** Who is reading. */
  public work = 0;

  constructor(private readonly constant: unknown) {}

  /** The value as the reader should get it. */
  public over<V>(value: V, number: number): V {
    if (value === this.constant || !isOpen(value)) {
      return value;
    }
    const known = new Map<string | undefined, unknown>();
    const read = (key?: string): unknown => {
      if (!known.has(key)) {
        const found = look(value, key);
        this.readings.push({ of: number, key, work: this.work, found: key === undefined ? found : nature(found) });
        known.set(key, this.over(found, this.readings.length + 1));
      }
      return known.get(key);
    };
    // which there are says of each whether it is there
    const note = (key: string | symbol): void => {
      if (typeof key === 'string' && !known.has(undefined)) {
        read(key);
      }
    };
    return new Proxy(value, {
      get: (target, key) => {
        // what a value is, is noticed where it is found
        const found = typeof key === 'string' && key !== 'constructor' ? read(key) : ABSENT;
        return found === ABSENT ? Reflect.get(target, key) : found;
      },
      has: (target, key) => {
        note(key);
        return Reflect.has(target, key);
      },
      getOwnPropertyDescriptor: (target, key) => {
        note(key);
        return Reflect.getOwnPropertyDescriptor(target, key);
      },
      ownKeys: target => {
        read();
        return Reflect.ownKeys(target);
      },
    });
  }
}

function look(value: unknown, key: string | undefined): unknown {
  if (key === undefined) {
    return Object.keys(value as object);
  }
  return Object.hasOwn(value as object, key) ? (value as Record<string, unknown>)[key] : ABSENT;
}

/** What there is to see of a value without looking into it: of a list or a map of plain data that it is one, else the value itself. */
function nature(value: unknown): unknown {
  return isOpen(value) ? value.constructor : value;
}

/** Whether it is a list or a map of plain data, and so no more than what is under its keys. */
function isOpen(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  const { constructor } = value;
  return (constructor === Object || constructor === Array) && Object.getPrototypeOf(value) === constructor.prototype;
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((key, i) => key === other[i]);
}
