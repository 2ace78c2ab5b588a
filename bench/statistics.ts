/** The middle of several measurements. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Median, smallest and largest, as text. */
export function spread(values: readonly number[], show: (value: number) => string): string {
  return values.length === 1 ? show(values[0]) : `${show(median(values))} (${show(Math.min(...values))}–${show(Math.max(...values))})`;
}

/** Measures several subjects in turns, A B A B, so that what else the machine does meets all of them. */
export function interleaved<T>(subjects: Record<string, () => T>, runs: number): Record<string, T[]> {
  const results = Object.fromEntries(Object.keys(subjects).map(name => [name, [] as T[]]));
  for (let run = 0; run < runs; run++) {
    for (const [name, measure] of Object.entries(subjects)) {
      results[name].push(measure());
    }
  }
  return results;
}
