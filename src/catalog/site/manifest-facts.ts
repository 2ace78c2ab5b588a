import { readFileSync } from 'fs';
import { parseAllDocuments } from 'yaml';
import { Alert, ComponentFacts, Variable } from './site-input';

/** The fields of manifests that are read here. */
interface Manifest {
  readonly kind?: string;
  readonly metadata?: { readonly name?: string };
  readonly data?: Readonly<Record<string, unknown>>;
  readonly spec?: {
    readonly template?: { readonly spec?: { readonly containers?: readonly Container[] } };
    readonly groups?: readonly { readonly rules?: readonly Rule[] }[];
  };
}

interface Container {
  readonly env?: readonly EnvironmentVariable[];
  readonly envFrom?: readonly { readonly configMapRef?: { readonly name: string } }[];
}

/** A key of a Secret or of a ConfigMap. */
interface KeyReference {
  readonly name: string;
  readonly key: string;
}

interface EnvironmentVariable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: { readonly secretKeyRef?: KeyReference; readonly configMapKeyRef?: KeyReference };
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
  manifests.flatMap(variables).forEach(({ name, source }) => all.set(name, (all.get(name) ?? new Set()).add(source)));
  const alerts = new Map(manifests.flatMap(documents => documents.flatMap(alertsOf)).map(alert => [alert.name, alert]));
  return {
    variables: [...all].map(([name, sources]): Variable => ({ name, source: sources.size === 1 ? [...sources][0] : 'differs between environments' })).sort(byName),
    alerts: [...alerts.values()].sort(byName),
  };
}

function read(file: string): Manifest[] {
  return parseAllDocuments(readFileSync(file, 'utf8')).map(document => (document.toJS() ?? {}) as Manifest);
}

/** What the main container of each Deployment finds: the variables of its own, and all of the ConfigMaps that it names. */
function variables(manifests: readonly Manifest[]): Variable[] {
  return manifests.filter(({ kind }) => kind === 'Deployment').flatMap(({ spec }) => {
    const [main] = spec?.template?.spec?.containers ?? [];
    const names = (main?.envFrom ?? []).map(({ configMapRef }) => configMapRef?.name);
    const configured = manifests.filter(({ kind, metadata }) => kind === 'ConfigMap' && names.includes(metadata?.name));
    return [
      ...configured.flatMap(({ data = {} }) => Object.entries(data).map(([name, value]) => ({ name, source: `\`${String(value)}\`` }))),
      ...(main?.env ?? []).map(({ name, value, valueFrom }) => ({ name, source: sourceOf(value, valueFrom) })),
    ];
  });
}

function sourceOf(value: string | undefined, from: EnvironmentVariable['valueFrom']): string {
  if (!from) {
    return `\`${value ?? ''}\``;
  }
  return from.secretKeyRef ? `secret \`${from.secretKeyRef.name}\`` : from.configMapKeyRef ? `\`${from.configMapKeyRef.name}\`` : 'the Pod';
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
