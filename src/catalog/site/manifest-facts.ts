import { readFileSync } from 'fs';
import { parseAllDocuments } from 'yaml';
import { Alert, ComponentFacts, Variable } from './site-input';

/** The fields of manifests that are read here. */
interface Manifest {
  readonly kind?: string;
  readonly spec?: {
    readonly template?: { readonly spec?: { readonly containers?: readonly { readonly env?: readonly EnvironmentVariable[] }[] } };
    readonly groups?: readonly { readonly rules?: readonly Rule[] }[];
  };
}

interface EnvironmentVariable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: { readonly secretKeyRef?: { readonly name: string; readonly key: string }; readonly configMapKeyRef?: { readonly name: string; readonly key: string } };
}

interface Rule {
  readonly alert?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** What the manifests of a component say: what its main container finds in its environment, and its alerts. */
export function manifestFacts(filesByEnvironment: readonly (readonly string[])[]): ComponentFacts {
  const manifests = filesByEnvironment.map(files => files.flatMap(read));
  const all = new Map<string, Set<string>>();
  manifests.flatMap(documents => documents.flatMap(variables)).forEach(({ name, source }) => all.set(name, (all.get(name) ?? new Set()).add(source)));
  const alerts = new Map(manifests.flatMap(documents => documents.flatMap(alertsOf)).map(alert => [alert.name, alert]));
  return {
    variables: [...all].map(([name, sources]): Variable => ({ name, source: sources.size === 1 ? [...sources][0] : 'differs between environments' })).sort(byName),
    alerts: [...alerts.values()].sort(byName),
  };
}

function read(file: string): Manifest[] {
  return parseAllDocuments(readFileSync(file, 'utf8')).map(document => (document.toJS() ?? {}) as Manifest);
}

function variables({ kind, spec }: Manifest): Variable[] {
  const [main] = kind === 'Deployment' ? spec?.template?.spec?.containers ?? [] : [];
  return (main?.env ?? []).map(({ name, value, valueFrom }) => {
    const { secretKeyRef, configMapKeyRef } = valueFrom ?? {};
    const source = secretKeyRef ? `secret \`${secretKeyRef.name}\`` : configMapKeyRef ? `\`${configMapKeyRef.name}\`` : valueFrom ? 'the Pod' : `\`${value ?? ''}\``;
    return { name, source };
  });
}

function alertsOf({ kind, spec }: Manifest): Alert[] {
  const rules = kind === 'PrometheusRule' ? spec?.groups?.flatMap(group => group.rules ?? []) ?? [] : [];
  return rules.filter(({ alert }) => alert !== undefined).map(({ alert, labels, annotations }) => ({
    name: String(alert), severity: labels?.severity ?? '', summary: annotations?.summary ?? annotations?.description ?? '',
  }));
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
