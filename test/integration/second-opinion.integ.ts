import { partsOrSkip } from './harness/parts';
import { kubernetesVersion, program } from './harness/programs';
import { mustSucceed, runAsync } from './harness/run';
import { controlFiles } from '../../scripts/control-files';
import { compile } from '../../src/policy/cel';
import { Rule } from '../../src/policy/control';
import { FIRST_MINOR } from '../../src/policy/export/validating-admission-policy';
import { patternsIn } from '../../src/policy/patterns';
import { Subject } from '../../src/policy/subject';
import { subjectsOf } from '../policy/example-subjects';

/** What the API server spends on one expression at most. */
const COST_LIMIT = 10_000_000;

/** What an expression came to. */
interface Result {
  readonly value?: unknown;
  readonly failed: boolean;
}

/** One expression about one subject of an example. */
interface Question {
  readonly where: string;
  readonly subject: number;
  readonly expression: string;
}

interface Answers {
  readonly answers: readonly { readonly value: unknown; readonly error?: string; readonly cost: number }[];
  readonly broken: Readonly<Record<string, string>>;
}

(partsOrSkip('go') ? test : test.skip)('every expression of every control comes to the same in cel-go, with the libraries of the API server', async () => {
  const subjects: Subject[] = [];
  const questions: Question[] = [];
  const rules = controlFiles().flatMap(({ id, rules: all, examples }) => all.map((rule, i) => ({ id: `${id} rule ${i + 1}`, rule, examples })));
  for (const { id, rule, examples } of rules) {
    for (const example of [...examples.pass, ...examples.fail]) {
      for (const subject of subjectsOf(example).filter((each) => isAbout(rule, each))) {
        subjects.push(subject);
        for (const [part, expression] of Object.entries({ when: rule.when, expression: rule.expression, got: rule.got })) {
          if (expression !== undefined) questions.push({ where: `${id}, ${part}, ${example.name}`, subject: subjects.length - 1, expression });
        }
      }
    }
  }
  const patterns = [...new Set(rules.flatMap(({ rule }) => [rule.when, rule.expression, rule.got]).flatMap((expression = '') => patternsIn(expression)))];

  const { answers, broken } = await secondOpinion(subjects, questions, patterns);

  const mine = questions.map(({ subject, expression }) => ours(expression, subjects[subject]));
  const differences = questions.flatMap(({ where, expression }, i) => {
    const theirs: Result = answers[i].error === undefined ? { value: answers[i].value, failed: false } : { failed: true };
    return expression in broken || same(mine[i], theirs) ? [] : [`${where}: ${shown(mine[i])}, but ${answers[i].error ?? shown(theirs)}`];
  });
  const most = Math.max(...answers.map(({ cost }) => cost));
  process.stdout.write(`second opinion: ${rules.length} rules, ${new Set(questions.map(({ expression }) => expression)).size} expressions, ${questions.length} evaluations,`
    + ` ${differences.length} differences, ${patterns.length} patterns; the dearest costs ${most} of ${COST_LIMIT}\n`);
  expect(broken).toEqual({});
  expect(differences).toEqual([]);
  expect(most).toBeLessThan(COST_LIMIT / 10);
});

function isAbout({ on, kinds }: Rule, { scope, target }: Subject): boolean {
  return on === scope && (kinds?.includes(target.kind) ?? true);
}

function ours(expression: string, { object, variables }: Subject): Result {
  try {
    const value = compile(expression)({ object, variables });
    return { value: JSON.parse(JSON.stringify(value, (_, entry: unknown) => typeof entry === 'bigint' ? Number(entry) : entry)) as unknown, failed: false };
  } catch {
    return { failed: true };
  }
}

function same(one: Result, other: Result): boolean {
  return one.failed === other.failed && text(one.value) === text(other.value);
}

/** What it came to, whatever the order in which a map's keys were visited: CEL leaves it open, and it differs from run to run in Go. */
function text(value: unknown): string {
  return JSON.stringify(Array.isArray(value) ? value.map((entry) => JSON.stringify(sorted(entry))).sort() : sorted(value));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  return value !== null && typeof value === 'object'
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1).map(([key, entry]) => [key, sorted(entry)]))
    : value;
}

function shown({ value, failed }: Result): string {
  return failed ? 'no answer' : JSON.stringify(value);
}

async function secondOpinion(subjects: readonly Subject[], questions: readonly Question[], patterns: readonly string[]): Promise<Answers> {
  const outcome = await runAsync(await program('cel-go'), [], {
    stdin: JSON.stringify({
      Oldest: `1.${FIRST_MINOR}`,
      Newest: kubernetesVersion().split('.').slice(0, 2).join('.').slice(1),
      Subjects: subjects.map(({ object, variables }) => ({ object, variables })),
      Questions: questions.map(({ subject, expression }) => ({ Subject: subject, Expression: expression })),
      Patterns: patterns,
    }),
  });
  return JSON.parse(mustSucceed('cel-go', outcome).stdout) as Answers;
}
