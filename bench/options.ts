/** What to measure and how thoroughly. */
export interface Options {
  readonly parts: string[];
  readonly quick: boolean;
  readonly full: boolean;
  readonly runs: number;
  readonly out?: string;
}

/** Reads the command line; throws when it says something unknown. */
export function readOptions(args: readonly string[], known: readonly string[]): Options {
  const valueOf = (flag: string) => args.includes(flag) ? args[args.indexOf(flag) + 1] : undefined;
  const values = [valueOf('--out'), valueOf('--runs')];
  const flags = ['--quick', '--full', '--out', '--runs'];
  const parts = args.filter(arg => !flags.includes(arg) && !values.includes(arg));
  const unknown = parts.filter(part => part !== 'all' && !known.includes(part));
  const runs = Number(valueOf('--runs') ?? 5);
  if (unknown.length > 0 || !Number.isInteger(runs) || runs < 1) {
    throw new Error(`usage: bench [all|${known.join('|')}]... [--quick] [--full] [--runs N] [--out FILE]`);
  }
  return {
    parts: parts.length === 0 || parts.includes('all') ? [...known] : parts,
    quick: args.includes('--quick'),
    full: args.includes('--full'),
    runs,
    out: valueOf('--out'),
  };
}
