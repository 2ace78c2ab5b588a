import { isAbsent } from '../core/checks';
import { Image } from '../core/image';
import { Problems } from '../core/problems';
import { EnvironmentSpec } from '../standards/environment-spec';
import { Tier } from '../standards/standards-props';

/** What a container runs; `prop` is what the author calls it. */
export function resolveImage(image: Image, prop: string, { tier, registries }: EnvironmentSpec, problems: Problems): string {
  // asked by its shape: an organisation's package may bring its own copy of the class
  const rule = isAbsent(image) ? `${prop} must be given` : `${prop} must be an Image`;
  if (!problems.must(Array.isArray(image?._problems), rule, image, 'use Image.digest')) {
    return '';
  }
  problems.list.push(...image._problems.map(problem => problem.replace(/\bimage\b/, prop)));
  problems.must(
    tier !== Tier.PROD || image.immutable, `${prop} must be given by digest in production`, image.reference,
    'use Image.digest with the digest that the build printed; a tag can be moved',
  );
  problems.must(
    image._problems.length > 0 || registries.some(registry => image.repository.startsWith(`${registry}/`)),
    `${prop} must come from one of the registries ${registries.join(', ')}`, image.repository, 'push it there, or ask the platform team for the registry',
  );
  return image.reference;
}
