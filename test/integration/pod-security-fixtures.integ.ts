import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { moduleFolder } from './harness/go-module';
import { partsOrSkip } from './harness/parts';
import { BUILT_IN_CONTROLS } from '../../src/policy/built-in';
import { environmentFacts } from '../../src/policy/environment-facts';
import { Evaluator } from '../../src/policy/evaluate';
import { kubernetesSubjects } from '../../src/policy/kubernetes-subjects';
import { REFERENCE_STANDARDS } from '../../src/standards/reference';

/** Where Kubernetes keeps the Pods that each version of its standards must admit and must refuse. */
const MODULE = 'k8s.io/pod-security-admission@v0.37.2';
const SUM = 'h1:mnfCR7fUzsvtiSiYZD9HTcTJ9cpJDMnQn++9Rq1mlrc=';
const OLDEST = 28;
const NEWEST = 37;

/** The rules that say the same as Pod Security; our others ask for more than its Pods have. */
const CONTROLS = BUILT_IN_CONTROLS
  .map(control => ({ ...control, rules: control.rules.filter(({ pss }) => pss !== undefined) }))
  .filter(({ rules }) => rules.length > 0);
const EVALUATOR = new Evaluator(CONTROLS);

(partsOrSkip('go') ? describe : describe.skip)('the Pods of Kubernetes\' own tests of Pod Security', () => {
  let folder = '';
  const counted = { fail: 0, pass: 0 };

  beforeAll(async () => {
    folder = join(await moduleFolder(MODULE, SUM), 'test', 'testdata');
  });

  afterAll(() => process.stdout.write(`Pod Security fixtures of ${MODULE}, 1.${OLDEST} to 1.${NEWEST}: ${counted.fail} refused, ${counted.pass} admitted\n`));

  test('are there up to the newest version of Kubernetes that environments can have', () => {
    const minors = readdirSync(join(folder, 'restricted')).map(version => Number(version.split('.')[1]));

    expect(Math.max(...minors)).toBe(NEWEST);
  });

  describe.each(Array.from({ length: NEWEST - OLDEST + 1 }, (_, i) => OLDEST + i))('of Kubernetes 1.%i', minor => {
    const pods = (level: string, outcome: 'fail' | 'pass') => {
      const place = join(folder, level, `v1.${minor}`, outcome);
      return readdirSync(place).map(name => ({ name: basename(name, '.yaml'), body: parse(readFileSync(join(place, name), 'utf8')) as Record<string, unknown> }));
    };

    test('are refused where "restricted" refuses them, by the rule that is about it', () => {
      const refused = pods('restricted', 'fail').map(({ name, body }) => ({ name, by: checksThatFail(body, minor) }));
      counted.fail += refused.length;

      expect(refused.length).toBeGreaterThan(60);
      expect(refused.filter(({ name, by }) => !by.some(check => isAbout(name, check)))).toEqual([]);
    });

    test('are refused where even "baseline" refuses them', () => {
      const refused = pods('baseline', 'fail').map(({ name, body }) => ({ name, by: checksThatFail(body, minor) }));
      counted.fail += refused.length;

      expect(refused.length).toBeGreaterThanOrEqual(29);
      expect(refused.filter(({ by }) => by.length === 0)).toEqual([]);
    });

    test('are admitted where "restricted" admits them', () => {
      const admitted = pods('restricted', 'pass').map(({ name, body }) => ({ name, by: checksThatFail(body, minor) }));
      counted.pass += admitted.length;

      expect(admitted.length).toBeGreaterThanOrEqual(17);
      expect(admitted.filter(({ by }) => by.length > 0)).toEqual([]);
    });
  });
});

/** The checks of Pod Security that a Pod does not pass in our words. An error is no refusal. */
function checksThatFail(body: Record<string, unknown>, minor: number): string[] {
  const environment = { ...environmentFacts(REFERENCE_STANDARDS).get('prod')!, minor };
  const { findings } = EVALUATOR.evaluate(kubernetesSubjects([{ body, file: 'fixture.yaml' }], environment));
  expect(findings.filter(({ verdict }) => verdict !== 'fail')).toEqual([]);
  return findings.map(({ control, must }) => CONTROLS.find(({ id }) => id === control)!.rules.find(rule => rule.must === must)!.pss!);
}

/** Whether a Pod named `seccompprofile_baseline2` is one that a check is about; a stricter check takes the place of the baseline's. */
function isAbout(name: string, check: string): boolean {
  const subject = (id: string) => id.toLowerCase().replace(/_(baseline|restricted)$/, '');
  return subject(name.replace(/\d+$/, '')) === subject(check);
}
