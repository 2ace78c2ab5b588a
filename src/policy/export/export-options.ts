import { BoundEnvironment } from './bindings';
import { Exception } from './exceptions';
import { StandardsProps } from '../../standards/standards-props';
import { Control, Severity } from '../control';
import { environmentFacts } from '../environment-facts';

/** What is exported and for where. */
export interface ExportOptions {
  readonly controls: readonly Control[];
  readonly standards: StandardsProps;
  /** Names of the environments, at least one. */
  readonly environments: readonly string[];
  readonly exceptions: readonly Exception[];
  /** Namespaces in which nothing is asked, beside Kubernetes' own and those that the standards name as the platform's. */
  readonly exemptNamespaces: readonly string[];
  /** Groups of users that nothing is asked of. */
  readonly exemptGroups: readonly string[];
  /** The least severity that is refused; what is below is warned about. */
  readonly denyFrom: Severity;
}

/** A file of an export: objects for Kubernetes, or a text. */
export interface ExportedFile {
  /** Path below the folder of the export. */
  readonly path: string;
  readonly documents?: readonly Record<string, unknown>[];
  readonly text?: string;
}

/** The environments of an export, each with what else is in its cluster. */
export function boundEnvironments({ standards, environments }: ExportOptions): BoundEnvironment[] {
  const facts = environmentFacts(standards);
  const clusterOf = (name: string) => {
    const { account, region, cluster } = facts.get(name)!;
    return [account, region, cluster].join('/');
  };
  return environments.map(name => ({
    facts: facts.get(name)!,
    neighbours: [...facts.keys()].filter(other => other !== name && clusterOf(other) === clusterOf(name)),
  }));
}

/** Namespaces of an environment's cluster in which nothing is asked: the platform's programs come as their makers wrote them. */
export function exemptNamespaces({ standards, exemptNamespaces: more }: ExportOptions, environment: string): string[] {
  const { exposure, monitoring, collector } = standards.environments[environment].cluster;
  return [exposure.namespace, ...monitoring ? [monitoring.namespace] : [], ...collector ? [collector.namespace] : [], ...more];
}
