import { Construct, IConstruct } from 'constructs';
import type { BindOptions } from './platform-service';
import type { ServiceEdges } from './service-edges';
import { Access, Binding, IBindable } from '../core/binding';
import { isAbsent, isWhole } from '../core/checks';
import { Problems } from '../core/problems';
import { Environment } from '../environment/environment';

/** A binding as the service sees it. */
export interface ServiceBinding {
  /** Id of what is bound. */
  readonly name: string;
  /** What is put in front of variable names, with its underscore; may be empty. */
  readonly prefix: string;
  readonly binding: Binding;
}

/** Asks the target for the binding; notes what stands against it and then answers undefined. */
export function resolveBinding(
  service: IConstruct, target: IBindable, options: BindOptions, edges: ServiceEdges | undefined, problems: Problems,
): ServiceBinding | undefined {
  problems.must(
    Construct.isConstruct(target) && typeof target.acceptBinding === 'function', 'bind() must be given something to use, such as a database', target,
    'declare it first; a service that answers requests is for calls()',
  );
  problems.must(
    typeof options === 'object' && options !== null, 'the options of bind() must be an object', options, 'write them as { access: Access.READ }',
  );
  if (!problems.none) {
    return undefined;
  }
  const existing = edges?.bindings ?? [];
  const environment = Environment.tryOf(service);
  if (!environment || (!Environment.tryOf(target) && target.node.validate().length > 0)) {
    // whichever of the two has no environment says so itself
    return undefined;
  }
  const name = target.node.id;
  const prefix = options.prefix === undefined ? '' : `${options.prefix}_`;
  const access = options.access ?? Access.READ_WRITE;
  problems.must(
    Environment.tryOf(target) === environment, 'bind() must stay in one environment', target.node.path,
    `bind the ${name} of environment ${environment.environmentName}`,
  );
  problems.must(
    options.prefix === undefined || (typeof options.prefix === 'string' && /^[A-Z][A-Z0-9_]*$/.test(options.prefix)), 'prefix must be upper-case letters, digits and underscores, starting with a letter',
    options.prefix, `write it as "${name.toUpperCase().replace(/-/g, '_')}"`,
  );
  problems.must(
    access !== Access.MIGRATE, 'access of a service must be read or read-write', access, 'changing the structure is for a PlatformMigration, which runs before the service',
  );
  problems.must(Object.values(Access).includes(access), `access must be one of ${Object.values(Access).join(', ')}`, access, 'use a member of Access');
  problems.must(
    isAbsent(options.poolSize) || isWhole(options.poolSize, 1, 1000), 'poolSize must be a whole number from 1 to 1000', options.poolSize,
    'say how many connections each copy keeps open, or leave it out',
  );
  problems.must(!existing.some(other => other.name === name), 'bind() must name each target once', name, 'remove the second line; READ_WRITE includes READ');
  if (!problems.none) {
    return undefined;
  }

  const binding = target.acceptBinding({
    workload: service.node.id,
    environment: environment.environmentName,
    access,
    maxReplicas: edges?.spec.scaling.maxReplicas,
    poolSize: options.poolSize,
  });
  const variables = binding.variables.map(variable => prefix + variable.name);
  const taken = new Set(existing.flatMap(other => other.binding.variables.map(variable => other.prefix + variable.name)));
  const clash = variables.find(variable => taken.has(variable));
  problems.must(
    clash === undefined, 'bind() must not set a variable twice', clash,
    `give this binding a prefix, such as { prefix: '${name.toUpperCase().replace(/-/g, '_')}' }`,
  );
  const configured = variables.find(variable => Object.hasOwn(edges?.spec.config ?? {}, variable));
  problems.must(configured === undefined, 'config must not set what bind() sets', configured, `remove it from config; ${name} says what it is`);
  return problems.none ? { name, prefix, binding } : undefined;
}
