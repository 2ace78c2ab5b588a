/** Attributes that say who a resource is. AWS draws them up, or checks that they have the form of a name. */
const IDENTITIES = [
  'account_id', 'allocation_id', 'arn', 'bucket', 'cidr_block', 'dns_name', 'id', 'identifier', 'key_arn', 'key_id', 'name',
  'partition', 'region', 'resource_id', 'secret_arn', 'target_key_arn', 'target_key_id', 'unique_id', 'url',
];

/** What can be put into a document of JSON without breaking out of a text: no name, which may have a quotation mark in it. */
const SAFE_IN_JSON = ['account_id', 'arn', 'key_id', 'partition', 'region', 'resource_id', 'secret_arn', 'unique_id'];

/** Types whose ARN holds a name in which every character may be. */
const FREELY_NAMED = ['cloudwatch_metric_alarm', 'cloudwatch_composite_alarm', 'glue_[a-z_]+'];

/** Data sources that look up a rule of AWS's own, or hold a document. */
const UNSETTLED_DATA = ['iam_policy', 'iam_policy_document', 'ip_ranges', 'prefix_list', 'ec2_managed_prefix_list', 'ssm_parameter'];

const INSTANCE = String.raw`\[(?:\d+|"[^"\\\]$%{}]*"|\\"[^"\\\]$%{}]*\\"|each\.key|count\.index)\]`;
const NAME = '[A-Za-z_][A-Za-z0-9_-]*';
const ADDRESS = String.raw`(data\.)?aws_([a-z0-9_]+)\.${NAME}`;
const PATH = String.raw`(?:\.[a-z_][a-z0-9_]*(?:\[\d+\])?)*?`;

const identity = (attributes: readonly string[]) =>
  new RegExp(String.raw`(?<![$%])\$\{\s*${ADDRESS}(?:${INSTANCE})?${PATH}\.(?:${attributes.join('|')})\s*\}`, 'g');

const IDENTITY = identity(IDENTITIES);
const IDENTITY_IN_JSON = identity(SAFE_IN_JSON);
const FREE = new RegExp(`^(?:${FREELY_NAMED.join('|')})$`);

/** The whole text of a policy that a data source writes. */
const POLICY_DOCUMENT = new RegExp(String.raw`^\$\{\s*data\.aws_iam_policy_document\.${NAME}\.(?:json|minified_json)\s*\}$`);

/** A text with an expression of Terraform in it; `$${` is the text `${`, and what more of `$` means is left open. */
const EXPRESSION = /(?:^|[^$])(?:\$|\$\$\$+)\{|(?:^|[^%])(?:%|%%%+)\{/;

const WHOLE = new RegExp(String.raw`^\$\{\s*((?:data\.)?[a-z][a-z0-9]*_[a-z0-9_]+\.${NAME})((?:${INSTANCE})?)(?:\.[a-z_][a-z0-9_]*(?:\[\d+\])?)*\s*\}$`);

const MENTION = new RegExp(String.raw`\b((?:data\.)?[a-z][a-z0-9]*_[a-z0-9_]+\.${NAME})`, 'g');

/**
 * Whether a text says enough before anything is applied: it has no expressions, or only such as name an identity of a resource.
 *
 * What is created gets an ARN that nobody knows yet, but which is no `*` and no address range of the whole world.
 */
export function isSettled(text: string): boolean {
  return !EXPRESSION.test(without(text, IDENTITY)) || POLICY_DOCUMENT.test(text);
}

/** The same for a text that is a document of JSON, from which no value may break out. */
export function isSettledJson(text: string): boolean {
  return !EXPRESSION.test(without(text, IDENTITY_IN_JSON, FREE));
}

function without(text: string, identities: RegExp, freelyNamed?: RegExp): string {
  return text.includes('{') ? text.replace(identities, (whole, data: string | undefined, type: string) =>
    (data !== undefined && UNSETTLED_DATA.includes(type)) || freelyNamed?.test(type) ? whole : '_') : text;
}

/** The address of the resource that a text is a value of and nothing else, such as `aws_kms_key.orders`. */
export function wholeReference(text: string): string | undefined {
  return WHOLE.exec(text)?.[1];
}

/** The addresses of everything that is mentioned in a text. */
export function mentioned(text: string): string[] {
  return [...new Set(text.match(MENTION) ?? [])];
}
