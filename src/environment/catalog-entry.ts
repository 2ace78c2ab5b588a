import { CatalogEntry, CatalogLink } from '../core/catalog-facts';
import { KeysOf, isAbsent, list, struct, unique } from '../core/checks';
import { Problems } from '../core/problems';

const ENTRY: KeysOf<CatalogEntry> = { title: true, description: true, lifecycle: true, tags: true, links: true };
const LINK: KeysOf<CatalogLink> = { url: true, title: true, type: true };

const WORDS = /^[a-z0-9+#]+(-[a-z0-9+#]+)*$/;
const LONGEST_WORD = 63;

/** What people read about a component, as its author gave it, without what would not be accepted by the portals. */
export function resolveCatalogEntry(given: CatalogEntry | undefined, problems: Problems): CatalogEntry {
  const { title, description, lifecycle, tags, links } = struct(given, 'catalog', ENTRY, problems);
  const entry = {
    title: text('title', title, problems),
    description: text('description', description, problems),
    lifecycle: word('catalog.lifecycle', lifecycle, problems),
    tags: list(tags, 'catalog.tags', problems).filter(tag => word('catalog.tags', tag, problems)),
    links: resolveLinks(links, 'catalog.links', problems),
  };
  unique(entry.tags, 'catalog.tags must name each tag once', 'remove one of them', problems);
  return entry;
}

/** Pages for people: each with an address and a name. */
export function resolveLinks(given: CatalogLink[] | undefined, name: string, problems: Problems): CatalogLink[] {
  const links = list(given, name, problems).map(link => struct(link, `an entry of ${name}`, LINK, problems)).filter((link): link is CatalogLink => {
    const isLink = problems.must(
      typeof link.url === 'string' && /^https:\/\/[^\s]+$/.test(link.url), `the url of ${name} must begin with https:// and have no spaces`, link.url, 'write the whole address',
    );
    const isNamed = problems.must(typeof link.title === 'string' && link.title.trim() !== '', `the title of ${name} must be a text`, link.title, 'say what the page is');
    return isLink && isNamed && (isAbsent(link.type) || word(`the type of ${name}`, link.type, problems) !== undefined);
  });
  unique(links.map(({ url }) => url), `${name} must name each url once`, 'remove one of them', problems);
  return links;
}

function text(field: string, value: string | undefined, problems: Problems): string | undefined {
  const holds = isAbsent(value) || problems.must(
    typeof value === 'string' && value.trim() !== '', `catalog.${field} must be a text`, value, 'fill it in or leave it out',
  );
  return holds && !isAbsent(value) ? value : undefined;
}

function word(name: string, value: string | undefined, problems: Problems): string | undefined {
  const holds = isAbsent(value) || problems.must(
    typeof value === 'string' && WORDS.test(value) && value.length <= LONGEST_WORD,
    `${name} must be 1 to ${LONGEST_WORD} lower-case letters and digits with single hyphens between`, value, 'it is how portals find and group things',
  );
  return holds && !isAbsent(value) ? value : undefined;
}
