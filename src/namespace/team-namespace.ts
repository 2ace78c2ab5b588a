import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { addNamespaceManifests } from './namespace-manifests';
import { resolveNamespace } from './resolve-namespace';
import { CatalogFacts, CatalogKind } from '../core/catalog-facts';
import { IPlatformComponent } from '../core/component';
import { Problems, reportProblems } from '../core/problems';
import { PlacementProps, resolvePlacement, scopeFor } from '../environment/placement';

/** The namespace of a team's part of a system. */
export interface TeamNamespaceProps extends PlacementProps {
  /**
   * CPU that all Pods together may request, in cores: 1 to 10,000.
   *
   * @default - the environment's
   */
  readonly cpuCores?: number;

  /**
   * Memory that all Pods together may request and be limited to, in GiB: 1 to 100,000.
   *
   * @default - the environment's
   */
  readonly memoryGiB?: number;
}

/**
 * The namespace that a system's services run in, made by the platform team: Pod Security "restricted" pinned to the cluster's version,
 * a quota, defaults for containers that name no resources, a network policy that denies what no other allows, and the rights of the team.
 */
export class TeamNamespace extends Chart implements IPlatformComponent {
  public readonly componentName: string;
  public readonly componentType: string;
  public readonly owner: string;

  /**
   * `kubectl apply` goes through files by name, and the namespace must be there before what is in it.
   *
   * @internal
   */
  public readonly _fileStem: string;

  /**
   * Declares the namespace. Its name is the one that services of the same system and team are in.
   *
   * @param scope - an environment, or the app when `environment` is given
   * @param id - names the file that it is in: 1 to 40 lower-case letters, digits and single hyphens, starting with a letter
   * @param props - what differs from the environment's decisions
   */
  constructor(scope: Construct, id: string, props: TeamNamespaceProps = {}) {
    const parent = scopeFor(scope, id, props);
    const problems = new Problems();
    const placed = resolvePlacement(parent, id, props, problems);
    // no namespace for the chart: the Namespace itself is in none
    super(parent, id, { disableResourceNameHashes: true });
    this.componentName = id;
    this.componentType = 'namespace';
    this._fileStem = `0-${id}`;
    this.owner = placed?.ownership.team ?? '';
    const spec = placed && resolveNamespace(props, placed, problems);
    reportProblems(this, problems);

    if (problems.none && spec) {
      addNamespaceManifests(this, spec);
    }
  }

  /** What it tells the catalog. */
  public get catalogFacts(): CatalogFacts | undefined {
    return { kind: CatalogKind.RESOURCE, type: 'namespace' };
  }
}
