import { isUnknown } from './unknown';
import { isRecord } from '../core/checks';

/** A statement of an IAM policy in one form: lists where IAM allows a single value, principals by type. */
export interface PolicyStatement {
  readonly Effect: unknown;
  readonly Action: readonly unknown[];
  readonly NotAction: readonly unknown[];
  readonly Resource: readonly unknown[];
  readonly NotResource: readonly unknown[];
  /** By type of principal, such as `AWS` or `Service`; anyone is `{ "*": ["*"] }`. */
  readonly Principal: Readonly<Record<string, readonly unknown[]>>;
  readonly NotPrincipal: Readonly<Record<string, readonly unknown[]>>;
  /** Values by operator and key, each as text. */
  readonly Condition: Readonly<Record<string, Readonly<Record<string, readonly unknown[]>>>>;
}

/**
 * The statements of every IAM policy in the body of a resource or data source: documents in JSON, and those that Terraform writes as blocks.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function policyStatements(type: string, body: Readonly<Record<string, unknown>>): PolicyStatement[] {
  if (type === 'data.aws_iam_policy_document') {
    return listOf(body.statement).filter(isRecord).map(fromBlock);
  }
  return Object.values(body).flatMap(value => documents(value)).flatMap(({ Statement }) => listOf(Statement).filter(isRecord).map(fromDocument));
}

/** Policy documents in a value, however deep: inline policies of a role are in blocks. */
function documents(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) {
    return value.flatMap(documents);
  }
  if (!isRecord(value)) {
    return [];
  }
  return 'Statement' in value ? [value] : Object.values(value).flatMap(documents);
}

function fromDocument(statement: Record<string, unknown>): PolicyStatement {
  return {
    Effect: statement.Effect,
    Action: listOf(statement.Action),
    NotAction: listOf(statement.NotAction),
    Resource: listOf(statement.Resource),
    NotResource: listOf(statement.NotResource),
    Principal: principals(statement.Principal),
    NotPrincipal: principals(statement.NotPrincipal),
    Condition: mapped(statement.Condition, values => mapped(values, texts)),
  };
}

/** @see https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document */
function fromBlock(block: Record<string, unknown>): PolicyStatement {
  const blocks = (value: unknown) =>
    Object.fromEntries(listOf(value).filter(isRecord).map(({ type, identifiers }) => [String(type), listOf(identifiers)]));
  const condition: Record<string, Record<string, unknown[]>> = {};
  listOf(block.condition).filter(isRecord).forEach(({ test, variable, values }) => {
    condition[String(test)] = { ...condition[String(test)], [String(variable)]: texts(values) };
  });
  return {
    Effect: block.effect ?? 'Allow',
    Action: listOf(block.actions),
    NotAction: listOf(block.not_actions),
    Resource: listOf(block.resources),
    NotResource: listOf(block.not_resources),
    Principal: blocks(block.principals),
    NotPrincipal: blocks(block.not_principals),
    Condition: condition,
  };
}

function principals(value: unknown): Record<string, unknown[]> {
  if (isRecord(value)) {
    return mapped(value, listOf);
  }
  return value === '*' || isUnknown(value) ? { '*': [value] } : {};
}

function mapped<T>(value: unknown, change: (entry: unknown) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(isRecord(value) ? value : {}).map(([key, entry]) => [key, change(entry)]));
}

/** Texts where JSON has truths and numbers, too, as IAM compares them. */
function texts(value: unknown): unknown[] {
  return listOf(value).map(entry => typeof entry === 'boolean' || typeof entry === 'number' ? String(entry) : entry);
}

function listOf(value: unknown): unknown[] {
  return value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
}
