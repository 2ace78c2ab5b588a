import { AnnotationMetadataEntryType, Aspects, TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import type { LetGo } from './ledger';
import { resourcesByAddress } from './stateful-resources';
import { isRecord } from '../core/checks';
import { throwProblems } from '../core/problems';
import { RenderedPart, RenderedResource } from '../core/rendered';
import { Environment } from '../environment/environment';

/**
 * Renders every Terraform stack, each once, as `stacks/<environment>/cdk.tf.json`.
 *
 * Keys are sorted, so that the order of a program's lines does not show in the output.
 *
 * @param letGo - what Terraform has to forget without destroying it, by environment
 */
export function renderTerraform(stacks: readonly TerraformStack[], letGo: (environment: string) => LetGo): RenderedPart {
  const rendered = stacks.map(stack => {
    stack.prepareStack();
    invokeAspects(stack, stack.node.scopes.slice(0, -1).flatMap(scope => Aspects.of(scope).all));
    throwProblems(annotatedErrors(stack));
    const json = sortKeys(forgetting(stack.toTerraform() as Body, letGo(Environment.tryOf(stack)?.environmentName ?? ''))) as Record<string, Record<string, Record<string, Record<string, unknown>>>>;
    return {
      resources: Object.entries(json.resource ?? {}).flatMap(([type, byName]) => Object.entries(byName).map(([name, body]): RenderedResource => ({
        plane: 'terraform', path: `${stack.node.path}/${name}`, body: { ...body, type, name },
      }))),
      file: {
        folder: 'terraform' as const,
        path: `stacks/${Environment.tryOf(stack)?.environmentName ?? stack.node.id}/cdk.tf.json`,
        content: `${JSON.stringify(json, undefined, 2)}\n`,
      },
    };
  });
  return { resources: rendered.flatMap(({ resources }) => resources), files: rendered.map(({ file }) => file) };
}

type Body = Record<string, unknown>;

/**
 * A stack with a `removed` block for each address that it no longer declares.
 *
 * @see https://developer.hashicorp.com/terraform/language/block/removed
 */
function forgetting(json: Body, { addresses, providers }: LetGo): Body {
  const declared = resourcesByAddress(json);
  const removed = addresses.filter(address => !declared.has(address)).map(from => ({ from, lifecycle: { destroy: false } }));
  if (removed.length === 0) {
    return json;
  }
  const { aws, ...others } = isRecord(json.provider) ? json.provider : {};
  const known = Array.isArray(aws) ? aws as Body[] : [];
  const missing = providers.filter(({ alias }, i) => ![...known, ...providers.slice(0, i)].some(other => other.alias === alias));
  const said = Array.isArray(json.removed) ? json.removed as unknown[] : [];
  return { ...json, removed: [...said, ...removed], provider: { ...others, aws: [...known, ...missing] } };
}

/** Errors that constructs of a stack have been annotated with; cdktf's own synth refuses them too. */
function annotatedErrors(stack: TerraformStack): string[] {
  return stack.node.findAll().flatMap(({ node }) => node.metadata
    .filter(({ type }) => type === AnnotationMetadataEntryType.ERROR)
    .map(({ data }) => `[${node.path}] ${String(data)}`));
}

/** Each aspect sees each construct of the stack once, from the outside in; one on the app or the environment sees all of them too. */
function invokeAspects(construct: IConstruct, inherited: readonly { visit(node: IConstruct): void }[]): void {
  const aspects = [...new Set([...inherited, ...Aspects.of(construct).all])];
  aspects.forEach(aspect => aspect.visit(construct));
  construct.node.children.forEach(child => invokeAspects(child, aspects));
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sortKeys);
  }
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1).map(([key, entry]) => [key, sortKeys(entry)]));
  }
  return value;
}
