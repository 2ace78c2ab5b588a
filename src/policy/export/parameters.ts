import { Exception, exceptionLine, exceptionsKey } from './exceptions';
import { isRecord } from '../../core/checks';
import { EnvironmentFacts } from '../environment-facts';

/** Namespace of what policies read. Whoever may write there decides what policies let pass. */
export const NAMESPACE = 'pavement-system';

type Body = Record<string, unknown>;

/** The facts of an environment, read from the texts that a ConfigMap holds. All environments have facts of the same types. */
export function factsFromParameters(facts: EnvironmentFacts): string {
  return read(facts, '');
}

function read(value: unknown, key: string): string {
  const text = `params.data['${key}']`;
  if (Array.isArray(value)) {
    return `${text} == '' ? [] : ${text}.split('\\n')`;
  }
  if (isRecord(value)) {
    return `{${Object.entries(value).map(([name, entry]) => `'${name}': dyn(${read(entry, below(key, name))})`).join(', ')}}`;
  }
  return typeof value === 'number' ? `int(${text})` : typeof value === 'boolean' ? `${text} == 'true'` : text;
}

function texts(value: unknown, key: string): [string, string][] {
  if (isRecord(value)) {
    return Object.entries(value).flatMap(([name, entry]) => texts(entry, below(key, name)));
  }
  return [[key, Array.isArray(value) ? value.join('\n') : String(value)]];
}

function below(key: string, name: string): string {
  return key === '' ? name : `${key}.${name}`;
}

/** What policies know of an environment and what they let pass there. */
export function parameters(facts: EnvironmentFacts, exceptions: readonly Exception[]): Body {
  const lines = new Map<string, string[]>();
  exceptions.filter(({ environments }) => environments.includes(facts.name)).forEach(exception => {
    const key = exceptionsKey(exception.control);
    lines.set(key, [...lines.get(key) ?? [], exceptionLine(exception)]);
  });
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: parametersOf(facts.name), namespace: NAMESPACE, labels: { 'app.kubernetes.io/managed-by': 'pavement' } },
    data: {
      ...Object.fromEntries(texts(facts, '')),
      ...Object.fromEntries([...lines].sort(([a], [b]) => a < b ? -1 : 1).map(([key, entries]) => [key, entries.sort().join('\n')])),
    },
  };
}

/** Name of the parameters of an environment. */
export function parametersOf(environment: string): string {
  return `environment-${environment}`;
}
