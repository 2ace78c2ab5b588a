import { IConstruct } from 'constructs';
import { ExceptionRecord } from '../core/rendered';

const KIND = 'pavement:exception';

/** Notes an exception where it was made; synth writes all of them into the attestation. */
export function recordException(construct: IConstruct, exception: Omit<ExceptionRecord, 'construct'>): void {
  construct.node.addMetadata(KIND, exception);
}

/** All exceptions of a tree, in the order of its paths. */
export function recordedExceptions(constructs: readonly IConstruct[]): ExceptionRecord[] {
  return constructs
    .flatMap(
      ({ node }) => node.metadata.filter(({ type }) => type === KIND).map(({ data }) => ({ ...data as ExceptionRecord, construct: node.path })),
    )
    .sort((a, b) => a.construct < b.construct ? -1 : a.construct > b.construct ? 1 : 0);
}
