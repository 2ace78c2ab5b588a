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
