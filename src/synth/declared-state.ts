import { App } from 'cdk8s';
import { IConstruct } from 'constructs';
import type { DeclaredState, LedgerRecord } from './ledger';
import { statefulResources } from './stateful-resources';
import { RenderedFile } from '../core/rendered';
import { Environment } from '../environment/environment';

/** An environment in which everything was retired still has a stack, which says so to Terraform. */
export function prepareRetired(app: App, records: readonly LedgerRecord[]): void {
  for (const environment of environments(app.node.children)) {
    const { environmentName, _retired: retired } = environment;
    if (records.some(record => record.environment === environmentName && (record.retired !== undefined || retired.has(record.component)))) {
      const { stackOf } = require('../environment/environment-stack') as typeof import('../environment/environment-stack'); // eslint-disable-line @typescript-eslint/no-require-imports
      stackOf(environment);
    }
  }
}

/** What a program lets go of in an environment, with the reason for each. */
export function retiredIn(constructs: readonly IConstruct[], environment: string): ReadonlyMap<string, string> {
  return environments(constructs).find(({ environmentName }) => environmentName === environment)?._retired ?? new Map<string, string>();
}

/**
 * What each environment declares that holds data, read from what will be written.
 *
 * @param isValid - whether nothing is wrong with the program; a construct with a problem makes no resources
 */
export function declaredState(constructs: readonly IConstruct[], files: readonly RenderedFile[], isValid: boolean): DeclaredState[] {
  return environments(constructs).map(({ environmentName: environment, _retired: retired, _context: { components } }) => {
    const stack = files.find(({ folder, path }) => folder === 'terraform' && path === `stacks/${environment}/cdk.tf.json`);
    const undecided = new Set(isValid ? [] : components.keys());
    return { environment, retired, undecided, resources: stack ? statefulResources(JSON.parse(stack.content) as Record<string, unknown>) : [] };
  });
}

function environments(constructs: readonly IConstruct[]): Environment[] {
  return constructs.filter((construct): construct is Environment => Environment.tryOf(construct) === construct);
}
