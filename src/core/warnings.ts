import { IConstruct } from 'constructs';

const WARNING = 'pavement:warning';

/** Says something about a construct that its author should know and that does not stop the synth. */
export function warn(construct: IConstruct, warnings: readonly string[]): void {
  warnings.forEach(warning => construct.node.addMetadata(WARNING, warning));
}

/** Every warning in a tree, each with where it is. */
export function warningsOf(root: IConstruct): string[] {
  return root.node.findAll().flatMap(({ node }) => node.metadata.filter(({ type }) => type === WARNING).map(({ data }) => `[${node.path}] ${String(data)}`));
}
