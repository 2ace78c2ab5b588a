import { CatalogProps } from './catalog-props';
import { SystemDescription } from '../catalog/program';
import { KeysOf, struct } from '../core/checks';
import { Problems } from '../core/problems';
import { resolveLinks } from '../environment/catalog-entry';
import { StandardsProps } from '../standards/standards-props';

/** What the program says of its system, nothing optional that has a default; and whether the file of the catalog is written. */
export interface CatalogSpec extends Omit<SystemDescription, 'team'> {
  readonly file: boolean;
}

const PROPS: KeysOf<CatalogProps> = {
  file: true,
  declaresSystem: true,
  title: true,
  description: true,
  domain: true,
  links: true,
  repository: true,
  branch: true,
  source: true,
  docs: true,
};

/** Relative, with slashes, and not out of the repository. */
const PATH = /^(?!.*(^|\/)\.\.(\/|$))[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+)*$/;

/** Fills in what was left out, and notes what cannot be. */
export function resolveCatalog(given: CatalogProps | undefined, { domains = {} }: StandardsProps, problems: Problems): CatalogSpec {
  const { file = true, declaresSystem = true, title, description, domain, links, repository, branch = 'main', source, docs } = struct(given, 'catalog', PROPS, problems);
  const text = (name: string, value: string | undefined, pattern: RegExp, rule: string, remedy: string) =>
    value === undefined || problems.must(typeof value === 'string' && pattern.test(value), `catalog.${name} must be ${rule}`, value, remedy);
  problems.must(typeof file === 'boolean', 'catalog.file must be true or false', file, 'correct it or leave it out');
  problems.must(typeof declaresSystem === 'boolean', 'catalog.declaresSystem must be true or false', declaresSystem, 'correct it or leave it out');
  text('title', title, /\S/, 'a text', 'fill it in or leave it out');
  text('description', description, /\S/, 'a text', 'fill it in or leave it out');
  text('repository', repository, /^https:\/\/[^\s/]+(\/[^\s/]+)+$/, 'an address such as https://github.com/acme/checkout', 'leave out a slash at the end');
  text('branch', branch, /^[A-Za-z0-9_./-]+$/, 'the name of a branch', 'correct it or leave it out');
  text('source', source, PATH, 'a path of the repository, with slashes', 'write it as platform/main.ts');
  text('docs', docs, PATH, 'a folder of the repository, with slashes', 'write it as docs, or as . for the folder of catalog-info.yaml');
  const known = Object.keys(domains);
  problems.must(
    domain === undefined || known.includes(domain), known.length === 0 ? 'catalog.domain must be left out where the standards have no domains' : `catalog.domain must be one of ${known.join(', ')}`,
    domain, 'correct it, or ask the platform team to add the domain to the standards',
  );
  problems.must(
    repository !== undefined || source === undefined, 'catalog.source must come with catalog.repository', source, 'say where the repository is, or leave it out',
  );
  return { file, declaresSystem, title, description, domain, links: resolveLinks(links, 'catalog.links', problems), repository, branch, source, docs };
}
