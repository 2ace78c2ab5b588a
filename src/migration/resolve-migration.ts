import { Construct, IConstruct } from 'constructs';
import type { PlatformMigrationProps } from './platform-migration';
import { Access, Binding } from '../core/binding';
import { Problems } from '../core/problems';
import { Environment } from '../environment/environment';
import { Placed } from '../environment/placement';
import { checkAwsEgress } from '../workload/aws-egress';
import { checkConfig } from '../workload/check-config';
import { resolveImage } from '../workload/resolve-image';

/** A migration in which nothing is optional any more. */
export interface MigrationSpec {
  readonly name: string;
  readonly placed: Placed;
  readonly image: string;
  /** Undefined where the image knows. */
  readonly command?: string[];
  readonly config: Record<string, string>;
  readonly binding: Binding;
}

/** What every job finds in its environment. */
const RESERVED_VARIABLES = ['HOME', 'AWS_REGION'];

/** Fills in what the developer left out; notes what cannot be and then answers undefined. */
export function resolveMigration(name: string, props: PlatformMigrationProps, placed: Placed, problems: Problems): MigrationSpec | undefined {
  const { image, command, service, database } = props;
  const config = props.config ?? {};
  resolveImage(image, 'image', placed.spec, problems);
  checkAwsEgress(false, placed.spec, problems);
  problems.must(
    command === undefined || (Array.isArray(command) && command.length > 0 && command.every(part => typeof part === 'string' && part !== '')),
    'command must be a list of texts, none of them empty', command, 'write it as [\'npm\', \'run\', \'migrate\'], or leave it out to run what the image runs',
  );
  const isService = problems.must(
    Construct.isConstruct(service) && service.componentType === 'service', 'service must be the service whose schema changes', service,
    'declare the PlatformService first and name it here',
  );
  const isDatabase = problems.must(
    Construct.isConstruct(database) && typeof database.acceptBinding === 'function', 'database must be something that can be bound, such as a PostgresInstance', database,
    'declare it first and name it here',
  );
  const together = [
    !isService || sameEnvironment('service', service, placed, problems),
    !isDatabase || sameEnvironment('database', database, placed, problems),
  ];
  checkConfig(config, new Map(RESERVED_VARIABLES.map(variable => [variable, 'the platform'])), problems);
  if (!isService || !isDatabase || together.includes(false)) {
    return undefined;
  }

  const binding = database.acceptBinding({ workload: service.componentName, environment: placed.spec.name, access: Access.MIGRATE });
  const clash = binding.variables.find(variable => Object.hasOwn(config, variable.name))?.name;
  problems.must(clash === undefined, 'config must not set what the database sets', clash, `remove it; ${database.node.id} says what it is`);
  return problems.none ? { name, placed, image: image.reference, command, config, binding } : undefined;
}

function sameEnvironment(prop: string, construct: IConstruct, { environment }: Placed, problems: Problems): boolean {
  const other = Environment.tryOf(construct);
  // a construct in no environment says so itself
  return other === undefined || problems.must(
    other === environment, `${prop} must be in the same environment`, construct.node.path, `name the ${construct.node.id} of environment ${environment.environmentName}`,
  );
}
