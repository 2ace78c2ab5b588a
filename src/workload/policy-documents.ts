import { BindingStatement } from '../core/binding';

/** A statement of a workload's IAM policy. */
export interface IdentityStatement extends BindingStatement {
  /** What must hold, by operator and key. */
  readonly conditions?: Record<string, Record<string, string>>;
}

/** Characters of a managed policy, white space not counted; @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const LONGEST_POLICY = 6144;

/** Managed policies of a role, unless AWS has been asked for more; @see the same page. */
export const MOST_POLICIES = 10;

/** What a value may take that only Terraform will know: an ARN with the longest names that we give. */
const UNKNOWN_LENGTH = 160;

/**
 * Statements as the fewest policy documents that IAM takes: each right said once, where it was first said.
 *
 * Statements with the same actions become one, then those with the same resources; nothing is allowed that was not before.
 */
export function policyDocuments(statements: readonly IdentityStatement[]): string[] {
  const documents: IdentityStatement[][] = [];
  for (const statement of merged(statements).flatMap(pieces)) {
    const current = documents[documents.length - 1];
    if (current && lengthOf(documentOf([...current, statement])) <= LONGEST_POLICY) {
      current.push(statement);
    } else {
      documents.push([statement]);
    }
  }
  return documents.map(documentOf);
}

function merged(statements: readonly IdentityStatement[]): IdentityStatement[] {
  return joined(joined(statements, ({ actions }) => actions), ({ resources }) => resources);
}

/** One statement for those with the same key and conditions, with the actions and resources of all of them. */
function joined(statements: readonly IdentityStatement[], keyOf: (statement: IdentityStatement) => readonly string[]): IdentityStatement[] {
  const groups = new Map<string, IdentityStatement>();
  for (const statement of statements) {
    const key = JSON.stringify([[...new Set(keyOf(statement))].sort(), statement.conditions ?? {}]);
    const before = groups.get(key);
    groups.set(key, {
      ...statement,
      actions: unique([...before?.actions ?? [], ...statement.actions]),
      resources: unique([...before?.resources ?? [], ...statement.resources]),
    });
  }
  return [...groups.values()];
}

/** A statement that is too long for a document by itself as several, each with as many of its resources as fit. */
function pieces(statement: IdentityStatement): IdentityStatement[] {
  const space = LONGEST_POLICY - lengthOf(documentOf([{ ...statement, resources: [] }]));
  const groups: string[][] = [];
  let room = 0;
  for (const resource of statement.resources) {
    const length = lengthOf(JSON.stringify(resource)) + 1;
    if (length > room) {
      groups.push([]);
      room = space;
    }
    groups[groups.length - 1].push(resource);
    room -= length;
  }
  return groups.map(resources => ({ ...statement, resources }));
}

function documentOf(statements: readonly IdentityStatement[]): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map(({ actions, resources, conditions }) => ({
      Effect: 'Allow', Action: actions, Resource: resources, ...conditions && { Condition: conditions },
    })),
  });
}

/** How long a document can become once every reference has its value. */
function lengthOf(document: string): number {
  return document.replace(/\$\{[^}]*\}/g, 'x'.repeat(UNKNOWN_LENGTH)).length;
}

// not sorted: a reference has another text, and so another place, in each program
function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
