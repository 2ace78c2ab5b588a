import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { Exposure } from './exposure';
import { Image } from './image';
import { resolveBinding } from './resolve-binding';
import { resolveService } from './resolve-service';
import { ServiceEdges } from './service-edges';
import { addServiceManifests } from './service-manifests';
import { Access, IBindable } from '../core/binding';
import { IPlatformComponent } from '../core/component';
import { labels } from '../core/labels';
import { Problems, reportProblems } from '../core/problems';
import { Environment } from '../environment/environment';
import { PlacementProps, resolvePlacement, scopeFor } from '../environment/placement';

/** How much CPU and memory each copy of a service asks for. */
export enum ServiceSize {
  /** 50 millicores, 128 MiB. */
  XS = 'xs',
  /** 100 millicores, 256 MiB. */
  S = 's',
  /** 250 millicores, 512 MiB. */
  M = 'm',
  /** 500 millicores, 1 GiB. */
  L = 'l',
  /** 1 core, 2 GiB. */
  XL = 'xl',
}

/** A long-running workload that answers requests. */
export interface PlatformServiceProps extends PlacementProps {
  /** What it runs. */
  readonly image: Image;

  /**
   * Port its container listens on: 1024 to 65535, because a container that is not root cannot open a lower one. Also in `PORT`.
   *
   * @default 8080
   */
  readonly port?: number;

  /**
   * CPU and memory of each copy.
   *
   * @default ServiceSize.S
   */
  readonly size?: ServiceSize;

  /**
   * Fewest copies: 1 to 1000.
   *
   * @default - the environment's
   */
  readonly minReplicas?: number;

  /**
   * Most copies: 1 to 1000, not below `minReplicas`.
   *
   * @default - the environment's, or `minReplicas` if that is higher
   */
  readonly maxReplicas?: number;

  /**
   * Who can reach it from outside its environment.
   *
   * @default Exposure.internal()
   */
  readonly exposure?: Exposure;

  /**
   * Path that answers 200 while the process works. A copy that fails it for about a minute is restarted.
   *
   * @default "/livez"
   */
  readonly livenessPath?: string;

  /**
   * Path that answers 200 while the process can take requests. A copy that fails it gets none.
   *
   * @default "/readyz"
   */
  readonly readinessPath?: string;

  /**
   * Environment variables that are no secrets. A change rolls out new copies.
   *
   * @default - none
   */
  readonly config?: Record<string, string>;
}

/** How a service uses what it is bound to. */
export interface BindOptions {
  /**
   * What it may do.
   *
   * @default Access.READ_WRITE
   */
  readonly access?: Access;

  /**
   * Put in front of the names of the environment variables, such as `LEDGER`, which makes `PGHOST` `LEDGER_PGHOST`.
   *
   * @default - none; a second binding of the same kind needs one
   */
  readonly prefix?: string;
}

/**
 * A long-running workload that answers requests, with all that a careful platform engineer puts around it: probes, autoscaling,
 * disruption budget, spread over zones, network policy, restricted security context, graceful shutdown, ownership labels.
 *
 * It is a cdk8s Chart: objects that are added to it end up in the same file, in the same namespace, with the same labels.
 */
export class PlatformService extends Chart implements IPlatformComponent {
  public readonly componentName: string;
  public readonly componentType: string;
  public readonly owner: string;

  /** Undefined when something is wrong with the service; synth says what. */
  private readonly edges?: ServiceEdges;

  /**
   * Declares a service.
   *
   * @param scope - an environment, or the app when `environment` is given
   * @param id - its name: 1 to 40 lower-case letters, digits and single hyphens, starting with a letter
   * @param props - what it is
   */
  constructor(scope: Construct, id: string, props: PlatformServiceProps) {
    const parent = scopeFor(scope, id, props);
    const problems = new Problems();
    const placed = resolvePlacement(parent, id, props, problems);
    super(parent, id, placed && { namespace: placed.namespace, labels: labels(placed.ownership, id), disableResourceNameHashes: true });
    this.componentName = id;
    this.componentType = 'service';
    this.owner = placed?.ownership.team ?? '';
    const spec = placed && resolveService(id, props, placed, problems);
    reportProblems(this, problems);

    if (problems.none && spec) {
      this.edges = new ServiceEdges(this, spec);
      addServiceManifests(this, spec, this.edges);
    }
  }

  /**
   * Lets this service use a database, a cache, a bucket or a queue: network, identity, permissions, connection details and environment
   * variables on both planes, from this one line.
   *
   * @param target - what it uses; in the same environment
   * @param options - how
   */
  public bind(target: IBindable, options: BindOptions = {}): void {
    const problems = new Problems();
    const binding = resolveBinding(this, target, options, this.edges, problems);
    reportProblems(this, problems);
    if (binding) {
      this.edges?.bind(binding);
    }
  }

  /**
   * Lets this service send requests to another service of the same environment: one declaration, the network policies of both ends.
   *
   * @param target - the service that answers
   */
  public calls(target: PlatformService): void {
    const problems = new Problems();
    const isService = problems.must(target instanceof PlatformService, 'calls() must be given a service', target, 'declare it first; a database is for bind()');
    if (isService && this.edges && target.edges) {
      const { environment } = this.edges.spec.placed;
      problems.must(
        Environment.tryOf(target) === environment, 'calls() must stay in one environment', target.node.path,
        `call the ${target.node.id} of environment ${environment.environmentName}`,
      );
      problems.must(target !== this, 'calls() must name another service', target.node.id, 'remove the line');
      if (problems.none) {
        this.edges.call(target.edges);
      }
    }
    reportProblems(this, problems);
  }
}
