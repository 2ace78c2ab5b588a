import { Image } from '../core/image';
import { Problems } from '../core/problems';
import { EnvironmentSpec } from '../standards/environment-spec';
import { Tier } from '../standards/standards-props';

/** Notes what stands against an image in an environment. */
export function checkImage(image: Image, { tier, registries }: EnvironmentSpec, problems: Problems): void {
  const rule = image === undefined || image === null ? 'image must be given' : 'image must be an Image';
  // asked by its shape: an organisation's package may bring its own copy of the class
  if (!problems.must(Array.isArray(image?._problems), rule, image, 'use Image.digest')) {
    return;
  }
  problems.list.push(...image._problems);
  problems.must(
    tier !== Tier.PROD || image.immutable, 'image must be given by digest in production', image.reference,
    'use Image.digest with the digest that the build printed; a tag can be moved',
  );
  problems.must(
    image._problems.length > 0 || registries.some(registry => image.repository.startsWith(`${registry}/`)),
    `image must come from one of the registries ${registries.join(', ')}`, image.repository, 'push it there, or ask the platform team for the registry',
  );
}
