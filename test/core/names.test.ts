import * as fc from 'fast-check';
import {
  ID_LIMIT, Place, databaseIdentifier, databaseLogGroup, databaseName, databaseRole, descriptorPath, isId, joinName, keyAlias, namespaceName,
  objectName, roleName, shortHash, terraformName,
} from '../../src/core/names';

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,12}$/);
const id = fc.array(fc.stringMatching(/^[a-z0-9]{1,12}$/), { minLength: 0, maxLength: 3 })
  .chain(more => word.map(first => [first, ...more].join('-')))
  .filter(isId);
const longId = fc.stringMatching(/^[a-z][a-z0-9]{38}[a-z0-9]$/);
const anyId = fc.oneof(id, longId);
const place: fc.Arbitrary<Place> = fc.record({ organization: anyId, environment: anyId, team: anyId, system: anyId });

interface Target {
  readonly what: string;
  readonly of: (at: Place, name: string) => string;
  readonly limit: number;
  readonly alphabet: RegExp;
}

/** Each kind of name, with its limit and alphabet as its target documents them. */
const TARGETS: Target[] = [
  { what: 'database instance', of: databaseIdentifier, limit: 63, alphabet: /^[a-z](?!.*--)[a-z0-9-]*[a-z0-9]$/ },
  { what: 'parameter group prefix', of: (at, name) => `${databaseIdentifier(at, name)}-pg18-`, limit: 255 - 26, alphabet: /^[a-z](?!.*--)[a-z0-9-]*$/ },
  { what: 'final snapshot', of: (at, name) => `final-${databaseIdentifier(at, name)}-${shortHash(name)}`, limit: 255, alphabet: /^[a-z](?!.*--)[a-z0-9-]*[a-z0-9]$/ },
  { what: 'IAM role', of: (at, name) => roleName(at, name, 'monitoring'), limit: 64, alphabet: /^[\w+=,.@-]+$/ },
  { what: 'key alias', of: keyAlias, limit: 256, alphabet: /^alias\/(?!aws\/)[a-zA-Z0-9:/_-]+$/ },
  { what: 'parameter', of: descriptorPath, limit: 1011, alphabet: /^(\/(?!aws|ssm)[a-zA-Z0-9_.-]+){1,15}$/ },
  { what: 'log group', of: (at, name) => databaseLogGroup(databaseIdentifier(at, name), 'postgresql'), limit: 512, alphabet: /^[.\-_/#A-Za-z0-9]+$/ },
];

describe.each(TARGETS)('the name of a $what', ({ of, limit, alphabet }) => {
  test('fits its target whatever the ids are', () => {
    fc.assert(fc.property(place.filter(({ organization }) => !/^(aws|ssm)/.test(organization)), anyId, (at, name) => {
      expect(of(at, name).length).toBeLessThanOrEqual(limit);
      expect(of(at, name)).toMatch(alphabet);
    }));
  });

  test('differs when system, environment or component differ', () => {
    fc.assert(fc.property(place, anyId, anyId, fc.constantFrom('system', 'environment', 'name'), (at, name, other, field) => {
      const changed = field === 'name' ? other : { ...at, [field]: other };
      fc.pre(field === 'name' ? other !== name : other !== at[field as keyof Place]);

      expect(typeof changed === 'string' ? of(at, changed) : of(changed, name)).not.toBe(of(at, name));
    }));
  });
});

test('parts that read the same when joined have different names', () => {
  fc.assert(fc.property(fc.array(word, { minLength: 3, maxLength: 5 }), fc.nat(), fc.nat(), (words, a, b) => {
    // the same words, put into two parts at two places
    const split = (at: number) => [words.slice(0, 1 + at % (words.length - 1)).join('-'), words.slice(1 + at % (words.length - 1)).join('-')];
    fc.pre(split(a)[0] !== split(b)[0]);

    expect(joinName(split(a), 63)).not.toBe(joinName(split(b), 63));
  }));
});

test('names that are cut differ where the cut parts differ', () => {
  fc.assert(fc.property(longId, longId, longId, (one, two, three) => {
    fc.pre(two !== three);

    expect(joinName([one, one, two], 63)).not.toBe(joinName([one, one, three], 63));
  }));
});

test('a Kubernetes object is named within a DNS label, and differently for each purpose', () => {
  fc.assert(fc.property(anyId, anyId, anyId, (component, one, two) => {
    fc.pre(one !== two);
    const names = [objectName(component), objectName(component, one), objectName(component, two)];

    names.forEach(name => expect(name).toMatch(/^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/));
    expect(new Set(names).size).toBe(3);
  }));
});

test('a namespace fits a DNS label for every pattern of team, system and environment', () => {
  fc.assert(fc.property(place, fc.constantFrom('{team}', '{system}', '{team}-{system}', '{environment}-{system}', 'apps-{team}-{system}-{environment}'), (at, pattern) => {
    expect(namespaceName(pattern, at)).toMatch(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/);
  }));
});

test('databases and their roles are PostgreSQL identifiers of at most 63 bytes, distinct for distinct services', () => {
  fc.assert(fc.property(anyId, anyId, (one, two) => {
    fc.pre(one !== two);
    const names = [one, two].flatMap(name => [databaseRole(name, 'app'), databaseRole(name, 'ro')]);

    [...names, databaseName(one)].forEach(name => expect(name).toMatch(/^[a-z][a-z0-9_]{0,62}$/));
    expect(new Set(names).size).toBe(4);
    expect(databaseName(one)).not.toBe(databaseName(two));
  }));
});

test('Terraform addresses are distinct for distinct components and purposes', () => {
  fc.assert(fc.property(anyId, anyId, anyId, anyId, (one, two, purpose, other) => {
    fc.pre(one !== two || purpose !== other);

    expect(terraformName(one, purpose)).not.toBe(terraformName(two, other));
    expect(terraformName(one, purpose)).toMatch(/^[a-z][a-z0-9_-]*$/);
  }));
});

test('an id is what every derived name can carry', () => {
  expect(['a', 'orders-db', 'a1-b2', 'x'.repeat(ID_LIMIT)].filter(isId)).toHaveLength(4);
  expect(['', 'A', '1a', 'a-', '-a', 'a--b', 'a_b', 'a.b', 'ä', 'x'.repeat(ID_LIMIT + 1), undefined].filter(isId)).toEqual([]);
});

test('names are public: these never change', () => {
  const at = { organization: 'example', environment: 'prod', team: 'team-payments', system: 'checkout' };

  expect(databaseIdentifier(at, 'orders')).toBe('checkout-orders-prod');
  expect(databaseIdentifier(at, 'orders-db')).toBe('checkout-orders-db-prod-5rppz7s6');
  expect(roleName(at, 'api', 'service')).toBe('checkout-api-prod-service');
  expect(keyAlias(at, 'orders-db')).toBe('alias/example/prod/checkout/orders-db');
  expect(descriptorPath(at, 'orders-db')).toBe('/example/prod/checkout/orders-db/connection');
  expect(objectName('checkout-api', 'orders-db')).toBe('checkout-api-orders-db-iobqkk5w');
  expect(databaseRole('checkout-api', 'ro')).toBe('checkout_api_ro');
  expect(namespaceName('{team}-{environment}', at)).toBe('team-payments-prod');
  expect(terraformName('orders-db', 'from', 'checkout-api')).toBe('orders-db_from_checkout-api');
});
