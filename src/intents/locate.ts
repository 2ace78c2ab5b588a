import { isRecord } from '../core/checks';

/**
 * Where in a document a problem of its construct is: resolvers begin with the field that they speak of, such as `scaling.minReplicas`,
 * `egress[0].port` or `the port of calls()`. A problem of no field is one of the name.
 *
 * @param problem - `<field> must …`
 * @param spec - what the document says
 * @param missing - fields that are not there, or not as they should be
 */
export function locate(problem: string, spec: Readonly<Record<string, unknown>>, missing: ReadonlySet<string>): string[] {
  const subject = problem.slice(0, problem.indexOf(' must '));
  const words = subject.split(' ').map(word => word.replace(/\(\)$/, '').split(/[.[\]]+/).filter(key => key !== ''));
  const isField = ([key]: string[]) => key !== undefined && (Object.hasOwn(spec, key) || missing.has(key));
  // "the port of egress[0]" is about egress, "exposure of gRPC" about the exposure
  const fields = words.filter(isField);
  const field = subject.startsWith('the ') ? fields[fields.length - 1] : fields[0];
  if (!field) {
    const nested = words.map(([key]) => pathTo(key, spec)).find(path => path !== undefined);
    return nested ? ['spec', ...nested] : ['metadata', 'name'];
  }
  const value = spec[field[0]];
  const next = words[words.indexOf(field) + 1]?.[0];
  return ['spec', ...field, ...field.length === 1 && isRecord(value) && next !== undefined && Object.hasOwn(value, next) ? [next] : []];
}

/** Where a variable of `config` or `secrets` is, which problems name by itself. */
function pathTo(key: string | undefined, spec: Readonly<Record<string, unknown>>): string[] | undefined {
  const field = Object.keys(spec).find(name => key !== undefined && isRecord(spec[name]) && Object.hasOwn(spec[name], key));
  return field === undefined ? undefined : [field, String(key)];
}
