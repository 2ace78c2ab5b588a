/** Runs work; of all that one limiter was given, no more than its number at a time. */
export type Limiter = <T>(work: () => Promise<T>) => Promise<T>;

/** Makes a limiter, for work that is too big to run all at once. */
export function limiter(atOnce: number): Limiter {
  const waiting: (() => void)[] = [];
  let free = atOnce;
  return async (work) => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next(); // the place is handed on
      else free++;
    }
  };
}
