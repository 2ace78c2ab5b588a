import { load, shards } from './frame';

/** What the site knows of an entity. */
export interface Known {
  readonly title: string;
  readonly type: string;
  readonly owner: string;
  readonly page: string;
  readonly uses: readonly string[];
  readonly usedBy: readonly string[];
  readonly parts?: readonly string[];
}

const files = new Map<number, Promise<Record<string, Known>>>();

/** Looks an entity up; each file is loaded once. */
export async function known(ref: string): Promise<Known | undefined> {
  let sum = 0;
  for (let i = 0; i < ref.length; i++) {
    sum = (sum * 31 + ref.charCodeAt(i)) % 1_000_003;
  }
  const shard = sum % shards('graph');
  const file = files.get(shard) ?? load<Record<string, Known>>(`graph/${shard}`);
  files.set(shard, file);
  return (await file)[ref];
}

/** The most neighbours of a node that are drawn on a side; the rest is a node that says how many. */
const MOST = 24;

/** Nodes in columns: what needs the first one is left of it, what it needs is right of it. */
export class Neighbourhood {
  public readonly columns = new Map<string, number>();
  public readonly edges = new Set<string>();
  /** How many neighbours of a node are not drawn. */
  public readonly hidden = new Map<string, number>();
  public readonly expanded = new Set<string>();

  /** Adds the neighbours of a node; answers how many nodes are new. */
  public async expand(ref: string): Promise<number> {
    const entity = await known(ref);
    const before = this.columns.size;
    const column = this.columns.get(ref) ?? 0;
    this.columns.set(ref, column);
    this.expanded.add(ref);
    if (entity) {
      const parts = entity.parts ?? [];
      this.add(ref, entity.usedBy, column - 1, other => [other, ref]);
      this.add(ref, [...entity.uses, ...parts], column + 1, other => [ref, other]);
      if (parts.length > 0 && parts.length <= MOST) {
        await this.inside(ref, parts);
      }
    }
    return this.columns.size - before;
  }

  private add(ref: string, others: readonly string[], column: number, edge: (other: string) => [string, string]): void {
    const drawn = others.slice(0, MOST);
    drawn.forEach((other) => {
      this.columns.set(other, this.columns.get(other) ?? column);
      this.edges.add(edge(other).join(' '));
    });
    if (others.length > drawn.length) {
      this.hidden.set(ref, (this.hidden.get(ref) ?? 0) + others.length - drawn.length);
    }
  }

  /** How the parts of a system use each other: a part is right of what uses it. */
  private async inside(system: string, parts: readonly string[]): Promise<void> {
    const usesOf = async (part: string) => ((await known(part))?.uses ?? []).filter(target => parts.includes(target));
    const uses = new Map(await Promise.all(parts.map(async part => [part, await usesOf(part)] as const)));
    for (let round = 0; round < parts.length; round++) {
      let moved = false;
      uses.forEach((targets, part) => targets.forEach((target) => {
        this.edges.add(`${part} ${target}`);
        const column = (this.columns.get(part) ?? 0) + 1;
        if ((this.columns.get(target) ?? 0) < column && column <= parts.length) {
          this.columns.set(target, column);
          moved = true;
        }
      }));
      if (!moved) {
        break;
      }
    }
    // what another part uses hangs on that part
    const used = new Set([...uses.values()].flat());
    used.forEach(part => this.edges.delete(`${system} ${part}`));
  }
}
