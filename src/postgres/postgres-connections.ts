import { DATABASE_CONNECTIONS } from '../standards/defaults';

/** A workload that is bound, and how many connections it opens at most. */
interface Users {
  readonly maxReplicas: number;
  readonly poolSize: number;
}

/** The connections of a database: how many there are, and who may open how many. */
export class PostgresConnections {
  /** What an instance of this memory is set to. */
  public static limit(memoryGiB: number): number {
    return Math.min(Math.floor(memoryGiB * DATABASE_CONNECTIONS.perGiB), DATABASE_CONNECTIONS.max);
  }

  private readonly users = new Map<string, Users>();

  constructor(private readonly limit: number, private readonly size: string) {}

  /** Counts a workload once, however often it asks. */
  public count(workload: string, maxReplicas: number, poolSize: number): void {
    this.users.set(workload, { maxReplicas, poolSize });
  }

  /** What is wrong with the sum over all workloads. */
  public problems(): string[] {
    const users = [...this.users].sort(([a], [b]) => a < b ? -1 : 1);
    const wanted = users.reduce((sum, [, { maxReplicas, poolSize }]) => sum + maxReplicas * poolSize, 0);
    const free = this.limit - DATABASE_CONNECTIONS.reserved;
    return wanted <= free ? [] : [
      `the services that are bound must open at most ${free} connections together, got ${wanted} ` +
      `(${users.map(([name, { maxReplicas, poolSize }]) => `${name}: ${maxReplicas} copies of ${poolSize}`).join(', ')}); ` +
      `lower maxReplicas or poolSize, or take a larger size than ${this.size}`,
    ];
  }
}
