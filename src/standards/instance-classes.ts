/**
 * Regions that do not offer an instance family for PostgreSQL; families that are not named here are offered everywhere.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.RegionSupportAurora.html
 */
const NOT_OFFERED: Record<string, string[]> = {
  t4g: ['ca-west-1'],
  m8g: [
    'ca-central-1', 'ap-east-2', 'ap-northeast-3', 'ap-southeast-3', 'ap-southeast-4', 'ap-southeast-6', 'ap-southeast-7',
    'il-central-1', 'me-central-1', 'me-south-1', 'mx-central-1', 'us-gov-east-1', 'us-gov-west-1',
  ],
  r8g: ['af-south-1', 'ap-east-2', 'ap-southeast-6', 'ap-southeast-7', 'ca-west-1', 'eu-south-1', 'il-central-1', 'me-central-1', 'me-south-1'],
};

/** The first class of the list that the region offers; undefined when it offers none. */
export function offeredClass(classes: readonly string[], region: string): string | undefined {
  return classes.find(instanceClass => !NOT_OFFERED[instanceClass.split('.')[1]]?.includes(region));
}

/** What an instance class brings. */
export interface InstanceFacts {
  readonly vcpus: number;
  readonly memoryGiB: number;
  /** Whether it runs on CPU credits. */
  readonly burstable: boolean;
}

/** GiB of memory for each vCPU. */
const MEMORY_PER_VCPU: [family: RegExp, gib: number][] = [[/^m\d/, 4], [/^r\d/, 8], [/^x2g/, 16]];

/** Burstable classes have two vCPUs up to `large`, and twice the memory with each step. */
const BURSTABLE: Record<string, number> = { micro: 1, small: 2, medium: 4, large: 8 };

/**
 * vCPUs and memory of an instance class such as `db.m8g.large`; undefined for a family or size that is not known here.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Summary.html
 */
export function instanceFacts(instanceClass: string): InstanceFacts | undefined {
  const [, family, size] = /^db\.([a-z0-9-]+)\.([a-z0-9]+)$/.exec(instanceClass) ?? [];
  const burstable = /^t\d/.test(family ?? '');
  if (burstable && BURSTABLE[size]) {
    return { vcpus: 2, memoryGiB: BURSTABLE[size], burstable };
  }
  const [, count] = /^(\d*)x?large$/.exec(size ?? '') ?? [];
  const vcpus = size === 'large' ? 2 : size?.endsWith('xlarge') && count !== undefined ? 4 * Number(count || 1) : undefined;
  const memoryPerVcpu = burstable ? 4 : MEMORY_PER_VCPU.find(([known]) => known.test(family ?? ''))?.[1];
  return vcpus && memoryPerVcpu ? { vcpus, memoryGiB: vcpus * memoryPerVcpu, burstable } : undefined;
}
