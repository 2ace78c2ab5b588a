import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { Document } from '../../synthesised';

const EXAMPLES = join(__dirname, '../../../examples');

/** What a program writes for one environment: what one cluster is given. */
export interface Release {
  /** Such as `quick-start/prod`; only the program's name for what it writes outside any environment. */
  readonly name: string;
  readonly namespaces: string[];
  readonly documents: Document[];
}

/** A ConfigMap that the platform puts into every namespace, with the certificates of the databases' authority. */
const PLATFORM_CONFIG_MAPS = ['rds-ca-bundle'];

/**
 * What every example writes for every environment. Environments are clusters of their own and share names; here they share a cluster, so
 * each gets namespaces of its own, which carry the release's name in front. Nothing else in the documents is changed.
 */
export function exampleReleases(): Release[] {
  const written = readdirSync(EXAMPLES).flatMap(filesOf);
  const names = new Set(written.map(({ release: name }) => name));
  return [...names].map(name => {
    const documents = written.filter(file => file.release === name).flatMap(file => file.documents);
    return inOwnNamespaces(name, [...teamNamespaces(name, documents, written), ...documents]);
  });
}

/** The documents of a text in YAML. */
export function parse(text: string): Document[] {
  return parseAllDocuments(text).map(document => document.toJS() as Document).filter(Boolean);
}

/** A release of documents that are applied as they are. */
export function release(name: string, documents: Document[]): Release {
  return { name, documents, namespaces: namespacesOf(documents) };
}

/** The documents as one text. JSON is YAML. */
export function yaml(documents: Document[]): string {
  return documents.map(document => `---\n${JSON.stringify(document, undefined, 2)}\n`).join('');
}

/**
 * What somebody else brings: the Secrets that an operator would fetch for the ExternalSecrets, with the keys which those name, because
 * no operator runs here, and the ConfigMaps that the platform distributes.
 */
export function broughtByOthers({ documents, namespaces }: Release): Document[] {
  const secrets = documents.filter(({ kind }) => kind === 'ExternalSecret').map(({ metadata, spec }) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: spec.target?.name ?? metadata.name, namespace: metadata.namespace },
    stringData: Object.fromEntries(secretKeys(spec).map(key => [key, 'made by the test'])),
  }));
  const configMaps = namespaces.flatMap(namespace => PLATFORM_CONFIG_MAPS.map(name => (
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data: { 'global-bundle.pem': 'made by the test' } }
  )));
  return [...secrets, ...configMaps];
}

function secretKeys(spec: Document): string[] {
  return Object.keys(spec.target?.template?.data ?? {}).concat((spec.data ?? []).map((entry: Document) => entry.secretKey));
}

interface WrittenFile {
  readonly release: string;
  readonly documents: Document[];
}

function filesOf(example: string): WrittenFile[] {
  const folder = join(EXAMPLES, example, 'expected', 'dist');
  // an example may write no manifests, and what lies beside the examples is none
  const files = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.k8s.yaml')) : [];
  return files.sort().map(file => {
    const [environment, ...rest] = file.split(sep);
    return { release: rest.length > 0 ? `${example}/${environment}` : example, documents: parse(readFileSync(join(folder, file), 'utf8')) };
  });
}

/** The platform team makes a team's namespace in a program of its own: if an example does so for this environment, what it writes belongs to it. */
function teamNamespaces(name: string, documents: Document[], written: WrittenFile[]): Document[] {
  const [, environment] = name.split('/');
  const wanted = namespacesOf(documents).filter(namespace => !documents.some(document => isNamespace(document, namespace)));
  return written
    .filter(file => environment && file.release !== name && file.release.endsWith(`/${environment}`))
    .filter(file => file.documents.some(document => wanted.some(namespace => isNamespace(document, namespace))))
    .flatMap(file => file.documents);
}

function isNamespace({ kind, metadata }: Document, name: string): boolean {
  return kind === 'Namespace' && metadata.name === name;
}

function namespacesOf(documents: Document[]): string[] {
  return [...new Set(documents.flatMap(({ kind, metadata }) => (kind === 'Namespace' ? metadata.name : metadata.namespace) ?? []))] as string[];
}

function inOwnNamespaces(name: string, documents: Document[]): Release {
  const renamed = new Map(namespacesOf(documents).map(namespace => [namespace, `${name.replace('/', '-')}-${namespace}`]));
  const own = (value: unknown) => renamed.get(value as string) ?? value;
  const moved = documents.map(document => {
    const copy = JSON.parse(JSON.stringify(document), (key, value) => (['namespace', 'kubernetes.io/metadata.name'].includes(key) ? own(value) : value));
    return copy.kind === 'Namespace' ? { ...copy, metadata: { ...copy.metadata, name: own(copy.metadata.name) } } : copy;
  });
  return { name, documents: moved, namespaces: [...renamed.values()] };
}
