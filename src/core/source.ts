import { IConstruct } from 'constructs';

/** Where its author wrote a construct, when that is not a line of a program. */
export interface Source {
  /** The environment that this construct is in, and all those that its author's one statement is about; undefined where that is none. */
  readonly environment?: string;
  readonly environments?: readonly string[];

  /**
   * Place of a problem of the construct, such as `platform.yaml:12:5`; undefined when it only follows from what has been said already.
   *
   * @param problem - what the construct's validation says
   * @param index - which of its problems it is
   */
  placeOf(problem: string, index: number): string | undefined;
}

const sources = new WeakMap<IConstruct, Source>();

/** Notes where a construct was written, so that what is wrong with it is said there. */
export function setSource(construct: IConstruct, source: Source): void {
  sources.set(construct, source);
}

/** Where a construct was written; undefined when that is in a program. */
export function sourceOf(construct: IConstruct): Source | undefined {
  return sources.get(construct);
}
