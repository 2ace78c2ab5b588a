/** Yes-or-no facts about a service that decide which files there are and which lines they have. */
export type Facts = Readonly<Record<string, boolean>>;

/** When something is there: always, or as long as these facts are so. A list in a list is an alternative. */
export type Condition = 'always' | readonly Facts[];

/**
 * The shortest condition found that holds for `wanted` and for nothing else of `all`. Combinations that are in neither do not occur, and
 * nothing is said of them.
 */
export function conditionFor(wanted: readonly Facts[], all: readonly Facts[]): Condition {
  return wanted.length === all.length ? 'always' : alternatives(wanted, all);
}

function alternatives(wanted: readonly Facts[], all: readonly Facts[]): Facts[] {
  if (wanted.length === 0) {
    return [];
  }
  const common = shortest(shared(wanted), all);
  if (matching(common, all).length === wanted.length) {
    return [common];
  }
  // what they do not share decides: the alternatives of both halves
  const fact = Object.keys(wanted[0]).find(name => wanted.some(each => each[name]) && wanted.some(each => !each[name])) as string;
  return [true, false].flatMap(value => {
    const half = (combinations: readonly Facts[]) => combinations.filter(each => each[fact] === value);
    return alternatives(half(wanted), half(all)).map(facts => ({ [fact]: value, ...facts }));
  });
}

function shared(combinations: readonly Facts[]): Facts {
  return Object.fromEntries(Object.entries(combinations[0]).filter(([name, value]) => combinations.every(each => each[name] === value)));
}

/** Without the facts that rule nothing out. */
function shortest(facts: Facts, all: readonly Facts[]): Facts {
  const exact = matching(facts, all).length;
  return Object.keys(facts).reduce((kept, name) => {
    const { [name]: _, ...rest } = kept;
    return matching(rest, all).length === exact ? rest : kept;
  }, facts);
}

function matching(facts: Facts, all: readonly Facts[]): Facts[] {
  return all.filter(each => Object.entries(facts).every(([name, value]) => each[name] === value));
}
