import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { External, ICallee } from './external';
import { resolveBinding } from './resolve-binding';
import { resolveCall, resolveExternalCall, resolveExternalCaller } from './resolve-call';
import { resolveService } from './resolve-service';
import { ServiceEdges } from './service-edges';
import { serviceFacts } from './service-facts';
import { addServiceAccount, addServiceManifests } from './service-manifests';
import { ManifestPatch, applyPatch } from './service-patch';
import { PlatformServiceProps } from './service-props';
import { Access, IBindable } from '../core/binding';
import { CatalogFacts } from '../core/catalog-facts';
import { IPlatformComponent } from '../core/component';
import { labels } from '../core/labels';
import { Problems, reportProblems } from '../core/problems';
import { Environment } from '../environment/environment';
import { resolvePlacement, scopeFor } from '../environment/placement';

const SERVICE_SYMBOL = Symbol.for('pavement.PlatformService');

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

  /**
   * Connections that each copy keeps open at most: 1 to 1000. With the most copies of everything that is bound it must fit the database.
   *
   * @default - the standards' pool size
   */
  readonly poolSize?: number;
}

/** How a service calls another one. */
export interface CallOptions {
  /**
   * Name of one of the callee's `additionalPorts`.
   *
   * @default - its main port
   */
  readonly port?: string;

  /**
   * Environment variable that tells the caller where the callee is.
   *
   * @default - the callee's name with `_URL`, such as `PRICING_URL`, or with `_ADDRESS` for protocols without URLs
   */
  readonly variable?: string;
}

/** How a service is opened to callers. */
export interface AllowOptions {
  /**
   * Name of one of its `additionalPorts`.
   *
   * @default - its main port
   */
  readonly port?: string;
}

/**
 * A long-running workload that answers requests, with all that a careful platform engineer puts around it: probes, autoscaling,
 * disruption budget, spread over zones, network policy, restricted security context, graceful shutdown, metrics, traces, alerts and
 * ownership labels.
 *
 * It is a cdk8s Chart: objects that are added to it end up in the same file, in the same namespace, with the same labels.
 */
export class PlatformService extends Chart implements IPlatformComponent, ICallee {
  /**
   * Whether something is a service; `instanceof` is true of every cdk8s Chart.
   *
   * @param x - anything
   */
  public static isPlatformService(x: any): x is PlatformService { // eslint-disable-line @typescript-eslint/no-explicit-any
    return typeof x === 'object' && x !== null && SERVICE_SYMBOL in x;
  }

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
    Object.defineProperty(this, SERVICE_SYMBOL, { value: true });
    this.componentName = id;
    this.componentType = 'service';
    this.owner = placed?.ownership.team ?? '';
    const spec = placed && resolveService(id, props, placed, problems);
    reportProblems(this, problems);

    if (problems.none && spec) {
      addServiceAccount(this, id);
      this.edges = new ServiceEdges(this, spec);
      addServiceManifests(this, spec, this.edges);
    }
  }

  /** What it tells the catalog. */
  public get catalogFacts(): CatalogFacts | undefined {
    return this.edges && serviceFacts(this.edges);
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
      this.edges?.bind(binding, target);
    }
  }

  /**
   * Lets this service send requests to another one, and tells it where that is: one declaration, the network policies of both ends.
   *
   * @param target - the service that answers: of this environment, or an `External` that another program declares
   * @param options - which port, and what the variable with the address is called
   */
  public calls(target: ICallee, options: CallOptions = {}): void {
    const problems = new Problems();
    const isCallee = problems.must(
      PlatformService.isPlatformService(target) || External.isExternal(target), 'calls() must be given a service', target, 'declare it first; a database is for bind()',
    );
    if (isCallee && this.edges) {
      this.call(this.edges, target as PlatformService | External, options, problems);
    }
    reportProblems(this, problems);
  }

  /**
   * Lets a service of another program send requests to this one. Within a program the caller's `calls()` says it for both.
   *
   * @param caller - the service that asks
   * @param options - which port
   */
  public allowFrom(caller: External, options: AllowOptions = {}): void {
    const problems = new Problems();
    const isExternal = problems.must(
      External.isExternal(caller), 'allowFrom() must be given an External', caller, 'a service of this program says it itself: caller.calls(callee)',
    );
    const call = isExternal && this.edges && resolveExternalCaller(this.edges.spec, caller, options.port, problems);
    reportProblems(this, problems);
    if (call) {
      this.edges?.admit(call);
    }
  }

  /**
   * Changes a rendered object where no prop does: an exception, recorded with its reason on the object and in the attestation of the
   * synth. What makes a workload less safe cannot be changed in this way.
   *
   * @param patch - which object, what, and why
   */
  public patch(patch: ManifestPatch): void {
    const problems = new Problems();
    if (this.edges) {
      applyPatch(this, this.edges.spec, patch, problems);
    }
    reportProblems(this, problems);
  }

  private call(edges: ServiceEdges, target: PlatformService | External, options: CallOptions, problems: Problems): void {
    if (External.isExternal(target)) {
      const call = resolveExternalCall(edges, target, options, problems);
      if (call) {
        edges.call(call, { system: target.system, name: target.componentName });
      }
      return;
    }
    const { environment } = edges.spec.placed;
    problems.must(
      Environment.tryOf(target) === environment, 'calls() must stay in one environment', target.node.path,
      `call the ${target.node.id} of environment ${environment.environmentName}`,
    );
    problems.must(target !== this, 'calls() must name another service', target.node.id, 'remove the line');
    const call = problems.none && target.edges ? resolveCall(edges, target.edges.spec, options, problems) : undefined;
    if (call) {
      edges.call(call.out, { target, port: options.port });
      target.edges?.admit(call.in);
    }
  }
}
