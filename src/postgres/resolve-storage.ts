import { Problems } from '../core/problems';
import { DATABASE_STORAGE, DatabaseSize, STORAGE_HEADROOM } from '../standards/defaults';

/** What a developer can say about storage. */
export interface StorageProps {
  readonly storageGiB?: number;
  readonly maxStorageGiB?: number;
  readonly iops?: number;
  readonly throughputMiBps?: number;
}

/** Storage of an instance; operations and throughput are undefined where RDS decides them. */
export interface StorageSpec {
  readonly storageGiB: number;
  readonly maxStorageGiB: number;
  readonly iops: number | undefined;
  readonly throughputMiBps: number | undefined;
}

/** Fills in what the developer left out, and notes what gp3 storage cannot be. */
export function resolveStorage(props: StorageProps, size: DatabaseSize, problems: Problems): StorageSpec {
  const { minGiB, maxGiB } = DATABASE_STORAGE;
  const storageGiB = props.storageGiB ?? size.storageGiB;
  const needed = Math.ceil(storageGiB * STORAGE_HEADROOM);
  const maxStorageGiB = props.maxStorageGiB ?? Math.min(Math.max(size.maxStorageGiB, needed), maxGiB);
  const sound = [
    whole(problems, 'storageGiB', storageGiB, minGiB, maxGiB, 'RDS offers no other; leave it out for the size\'s own'),
    whole(problems, 'maxStorageGiB', maxStorageGiB, minGiB, maxGiB, 'RDS offers no other; leave it out for the size\'s own'),
  ].every(Boolean);
  problems.must(
    !sound || maxStorageGiB >= needed, `maxStorageGiB must be at least ${STORAGE_HEADROOM} times storageGiB (${storageGiB})`, maxStorageGiB,
    needed <= maxGiB ? `raise maxStorageGiB to ${needed} or more, or lower storageGiB` : `lower storageGiB to ${Math.floor(maxGiB / STORAGE_HEADROOM)} or less`,
  );
  return { storageGiB, maxStorageGiB, ...resolveSpeed(props, storageGiB, problems) };
}

/** gp3 takes numbers only where RDS stripes it over four volumes, and then both. */
function resolveSpeed({ iops, throughputMiBps }: StorageProps, storageGiB: number, problems: Problems): Pick<StorageSpec, 'iops' | 'throughputMiBps'> {
  const { stripeGiB, minIops, maxIops, maxIopsPerGiB, minThroughputMiBps, maxThroughputMiBps, maxThroughputPerIops } = DATABASE_STORAGE;
  if (iops === undefined && throughputMiBps === undefined) {
    return { iops, throughputMiBps };
  }
  if (storageGiB < stripeGiB) {
    Object.entries({ iops, throughputMiBps }).forEach(([prop, value]) => problems.must(
      value === undefined, `${prop} must be left out below ${stripeGiB} GiB of storage (storageGiB is ${storageGiB})`, value,
      `gp3 has fixed performance there: raise storageGiB to ${stripeGiB} or leave ${prop} out`,
    ));
    return { iops, throughputMiBps };
  }
  const operations = iops ?? minIops;
  const throughput = throughputMiBps ?? minThroughputMiBps;
  const sound = [
    whole(problems, 'iops', operations, minIops, maxIops, 'RDS offers no other; leave it out for 12000'),
    whole(problems, 'throughputMiBps', throughput, minThroughputMiBps, maxThroughputMiBps, 'RDS offers no other; leave it out for 500'),
  ].every(Boolean);
  problems.must(
    !sound || operations <= storageGiB * maxIopsPerGiB, `iops must be at most ${maxIopsPerGiB} for each GiB of storage (${storageGiB * maxIopsPerGiB})`,
    operations, 'raise storageGiB or lower iops',
  );
  problems.must(
    !sound || throughput <= operations * maxThroughputPerIops, `throughputMiBps must be at most a quarter of iops (${operations * maxThroughputPerIops})`, throughput,
    `raise iops to ${Math.ceil(throughput / maxThroughputPerIops)} or lower throughputMiBps`,
  );
  return { iops: operations, throughputMiBps: throughput };
}

/** Notes a problem unless the value is a whole number in the range; answers whether it is. */
export function whole(problems: Problems, prop: string, value: unknown, min: number, max: number, remedy: string): boolean {
  const holds = Number.isInteger(value) && (value as number) >= min && (value as number) <= max;
  return problems.must(holds, `${prop} must be a whole number from ${min} to ${max}`, value, remedy);
}
