import { ApiObject, App, Chart, YamlOutputType } from 'cdk8s';
import { Construct } from 'constructs';
import fc from 'fast-check';
import { twins } from './twins';

/** A construct of a random program: where it is, by the number of one made before it, and on which others it depends. */
interface Part {
  readonly kind: 'chart' | 'group' | 'object';
  readonly id: string;
  readonly parent: number;
  readonly dependencies: number[];
  readonly body: unknown;
}

// an id that is a number has a place of its own in the order of an object's keys
const id = fc.oneof(fc.stringMatching(/^[a-c]{1,2}$/), fc.integer({ min: 0, max: 12 }).map(String), fc.constantFrom('Upper', 'with space', 'a/b'));

const part: fc.Arbitrary<Part> = fc.record({
  kind: fc.constantFrom('chart', 'group', 'object', 'object'),
  id,
  parent: fc.nat(30),
  dependencies: fc.oneof({ weight: 3, arbitrary: fc.constant<number[]>([]) }, { weight: 1, arbitrary: fc.array(fc.nat(30), { maxLength: 2 }) }),
  body: fc.jsonValue({ maxDepth: 2 }),
});

/** Builds the same tree for the same parts; what has no place is left out, such as an object outside of a chart. */
function build(app: App, parts: readonly Part[], acyclic: boolean): void {
  const made: Construct[] = [];
  for (const { kind, id: name, parent, dependencies, body } of parts) {
    const scope = made.length === 0 ? app : [app, ...made][parent % (made.length + 1)];
    const isInChart = scope.node.scopes.some(Chart.isChart);
    if (scope.node.tryFindChild(name.replace('/', '--')) || (kind === 'object' && !isInChart)) {
      continue;
    }
    const construct = kind === 'chart' ? new Chart(scope, name) : kind === 'group' ? new Construct(scope, name) : new ApiObject(scope, name, { apiVersion: 'v1', kind: 'Test', spec: body });
    // depending only on what was made before, and on nothing around oneself, makes no circle
    const candidates = made.filter(other => other.node.scopes.some(Chart.isChart) && !(acyclic && construct.node.scopes.includes(other)));
    dependencies.filter(() => candidates.length > 0 && construct.node.scopes.some(Chart.isChart)).forEach(number => {
      const other = candidates[number % candidates.length];
      construct.node.addDependency(other);
      if (!acyclic) {
        other.node.addDependency(construct);
      }
    });
    made.push(construct);
  }
}

const LAYOUTS = [YamlOutputType.FILE_PER_APP, YamlOutputType.FILE_PER_CHART, YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE];

test('random programs come out with the bytes of cdk8s, or are refused by both', () => {
  let accepted = 0;
  let refused = 0;

  fc.assert(fc.property(fc.array(part, { minLength: 1, maxLength: 20 }), fc.constantFrom(...LAYOUTS), (parts, yamlOutputType) => {
    const { cdk8s, pavement } = twins(app => build(app, parts, true), { yamlOutputType });

    if (cdk8s instanceof Error) {
      refused++;
      expect(pavement).toBeInstanceOf(Error);
    } else {
      accepted++;
      expect(pavement).toEqual(cdk8s);
    }
  }), { numRuns: 500 });

  // charts that wait for each other are rare enough
  expect(accepted).toBeGreaterThan(refused * 2);
});

test('programs with a circle are refused by both', () => {
  let circles = 0;

  fc.assert(fc.property(fc.array(part, { minLength: 2, maxLength: 12 }), parts => {
    const { cdk8s, pavement } = twins(app => build(app, parts, false));

    circles += Number(cdk8s instanceof Error && cdk8s.message.startsWith('Dependency cycle detected'));
    expect(pavement instanceof Error).toBe(cdk8s instanceof Error);
  }), { numRuns: 200 });

  expect(circles).toBeGreaterThan(20);
});
