/** Kinds that were asked for, by API version and kind: everything is looked up by them, which is fastest with the same text. */
const known = new Map<string, Map<string, string>>();

/** Kind of a document with its API group, such as `apps/Deployment`; the core group has none. */
export function kindOf({ apiVersion, kind }: Record<string, unknown>): string {
  const [version, name] = [String(apiVersion), String(kind)];
  let kinds = known.get(version);
  if (!kinds) {
    kinds = new Map();
    known.set(version, kinds);
  }
  let found = kinds.get(name);
  if (found === undefined) {
    found = version.includes('/') ? `${version.slice(0, version.indexOf('/'))}/${name}` : name;
    kinds.set(name, found);
  }
  return found;
}
