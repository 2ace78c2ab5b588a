/** How far a list was read that is sorted by time: the latest time, and what was seen of it, because more may come with the same one. */
export class Newest {
  private at: string | undefined;
  private seen: readonly (string | number)[];

  constructor(state: unknown) {
    const { at, seen } = (state ?? {}) as { at?: string; seen?: readonly (string | number)[] };
    this.at = at;
    this.seen = seen ?? [];
  }

  /** As plain data, to go on from. */
  public get state(): { readonly at?: string; readonly seen: readonly (string | number)[] } {
    return { at: this.at, seen: this.seen };
  }

  /** The parameter that asks for what is newer, or as new. */
  public after(parameter: string): string {
    // a second earlier: some servers leave out what is exactly as new
    return this.at === undefined ? '' : `&${parameter}=${encodeURIComponent(new Date(Date.parse(this.at) - 1000).toISOString())}`;
  }

  /** What was not seen yet; it is seen from now on. */
  public unseen<T>(entries: readonly T[], timeOf: (entry: T) => string, idOf: (entry: T) => string | number): T[] {
    return entries.filter((entry) => {
      const [time, id] = [Date.parse(timeOf(entry)), idOf(entry)];
      const latest = this.at === undefined ? -Infinity : Date.parse(this.at);
      if (time < latest || (time === latest && this.seen.includes(id))) {
        return false;
      }
      this.seen = time === latest ? [...this.seen, id] : [id];
      this.at = timeOf(entry);
      return true;
    });
  }
}
