import { readFileSync } from 'fs';
import { join } from 'path';
import * as fc from 'fast-check';
import { FACTS } from './example-facts';
import { BUILT_IN_CONTROLS } from '../../src/policy/built-in';
import { Evaluator } from '../../src/policy/evaluate';
import { GUARDED_ATTRIBUTES } from '../../src/policy/guarded-attributes';
import { configuration, terraformSubjects } from '../../src/policy/terraform-subjects';

type Document = any; // eslint-disable-line @typescript-eslint/no-explicit-any

const CONTROLS = BUILT_IN_CONTROLS.filter(({ id }) => /^(AWS|GOV-0[12])/.test(id));
const evaluator = new Evaluator(CONTROLS);
const OURS: Document = JSON.parse(readFileSync(join(__dirname, '../../examples/quick-start/expected/cdktf.out/stacks/prod/cdk.tf.json'), 'utf8'));
/** The same with something wrong in several places. */
const WRONG: Document = (() => {
  const copy = structuredClone(OURS);
  Object.assign(copy.resource.aws_db_instance['orders-db'], { storage_encrypted: false, multi_az: '${var.ha}', backup_retention_period: 3 });
  copy.resource.aws_s3_bucket = { files: { bucket: 'files' } };
  copy.resource.aws_iam_role['checkout-api_role'].permissions_boundary = undefined;
  return copy;
})();

function judged(document: Document): string[] {
  return evaluator.evaluate(terraformSubjects(configuration(document), 'stacks/prod/cdk.tf.json', FACTS)).findings
    .map(({ control, must, target }) => `${control} ${target.kind} ${target.name}: ${must}`).sort();
}

/** A list of one is as good as the block itself, and a text as good as a truth or a number, wherever Terraform takes them. */
function rewritten(document: Document, choices: () => boolean): Document {
  const inForm = (value: Document): Document => {
    if (typeof value === 'boolean' || typeof value === 'number') {
      return choices() ? String(value) : value;
    }
    if (Array.isArray(value)) {
      return value.length === 1 && typeof value[0] === 'object' && choices() ? inForm(value[0]) : value.map(inForm);
    }
    return value === null || typeof value !== 'object' ? value : Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, inForm(entry)]));
  };
  const wrapped = (value: Document): Document => choices() ? [value] : value;
  const resource = Object.fromEntries(Object.entries<Document>(document.resource).map(([type, named]) => [
    type, wrapped(Object.fromEntries(Object.entries<Document>(named).map(([name, body]) => [name, wrapped(inForm(body))]))),
  ]));
  return { ...document, resource: wrapped(resource), terraform: wrapped(document.terraform), provider: wrapped(document.provider) };
}

function shuffled(document: Document, order: readonly number[]): Document {
  const mixed = (value: object) => Object.fromEntries(Object.entries(value)
    .map((entry, i) => ({ entry, rank: order[i % order.length] }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ entry }) => entry));
  const resource = Object.entries<Document>(document.resource).map(([type, named]) => [type, mixed(named)]);
  return mixed({ ...document, resource: mixed(Object.fromEntries(resource)) });
}

test('our own stack passes, and what is wrong in it does not', () => {
  expect(judged(OURS)).toEqual([]);
  expect(judged(WRONG).length).toBeGreaterThan(8);
});

test('the form in which a configuration is written changes no verdict', () => {
  fc.assert(fc.property(fc.infiniteStream(fc.boolean()), choices => {
    const next = () => choices.next().value;

    expect(judged(rewritten(OURS, next))).toEqual([]);
    expect(judged(rewritten(WRONG, next))).toEqual(judged(WRONG));
  }), { numRuns: 20 });
});

test('the order in which a configuration is written changes no verdict', () => {
  fc.assert(fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 30 }), order => {
    expect(judged(shuffled(WRONG, order))).toEqual(judged(WRONG));
  }), { numRuns: 20 });
});

test('a resource more changes no verdict on another', () => {
  const more = structuredClone(WRONG);
  more.resource.aws_sqs_queue = { mails: { name: 'mails' } };

  expect(judged(more).filter(finding => !finding.includes('aws_sqs_queue'))).toEqual(judged(WRONG));
});

/** Every value of our stack that a control asks for, by address and attribute. */
const GUARDED = Object.entries<Document>(OURS.resource).flatMap(([type, named]) => Object.entries<Document>(named).flatMap(([name, body]) =>
  Object.keys(body).filter(attribute => GUARDED_ATTRIBUTES.has(attribute)).map(attribute => ({ type, name, attribute }))));

test.each(GUARDED)('$attribute of $type $name may neither be computed nor ignored', ({ type, name, attribute }) => {
  const computed = structuredClone(OURS);
  computed.resource[type][name][attribute] = '${var.computed}';
  const ignored = structuredClone(OURS);
  ignored.resource[type][name].lifecycle = { ...ignored.resource[type][name].lifecycle, ignore_changes: [attribute] };

  expect(judged(computed)).toContainEqual(expect.stringMatching(`^GOV-02 ${type} ${name}`));
  expect(judged(ignored)).toContainEqual(expect.stringMatching(`^GOV-01 ${type} ${name}`));
});

/** What leaves no doubt: a truth turned round. */
const TRUTHS = GUARDED.filter(({ type, name, attribute }) => typeof OURS.resource[type][name][attribute] === 'boolean');

test.each(TRUTHS)('$attribute of $type $name cannot be turned round', ({ type, name, attribute }) => {
  const turned = structuredClone(OURS);
  turned.resource[type][name][attribute] = !turned.resource[type][name][attribute];

  expect(judged(turned)).toContainEqual(expect.stringMatching(` ${type} ${name}: `));
});

test('what attaches a policy has no statements of it, which are judged where they are written', () => {
  const subjects = terraformSubjects(configuration({
    resource: {
      aws_iam_policy: { api: { policy: '{"Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}' } },
      aws_iam_role_policy_attachment: { api: { policy_arn: '${aws_iam_policy.api.arn}' } },
    },
  }), 'stacks/prod/cdk.tf.json', FACTS);

  expect(subjects.slice(0, 2).map(({ variables }) => (variables.statements as unknown[]).length)).toEqual([1, 0]);
});
