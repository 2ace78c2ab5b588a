import { Command } from 'commander';
import { FromOption, columns, findIn, fromOption, loadCatalog } from './catalog-source';
import { refOf } from '../../catalog/entity-ref';
import type { Entity } from '../../catalog/model';
import { CommandContext } from '../context';

interface Options extends FromOption {
  readonly json?: boolean;
  readonly namespace?: string;
}

/** `pavement catalog owner`: who answers for something, and how to reach them. */
export function ownerCommand(context: CommandContext): Command {
  return new Command('owner')
    .description('Says who owns something and how to reach them.')
    .argument('<name>', 'a reference, a construct, a file, a Kubernetes object such as pod/cart-7c9f8b6d5-x2x9z, or a Terraform address')
    .addOption(fromOption())
    .option('-n, --namespace <namespace>', 'the namespace of the Kubernetes object, as for kubectl')
    .option('--json', 'write JSON')
    .action((written: string, options: Options) => {
      const name = options.namespace === undefined ? written : `${options.namespace}/${written}`;
      const entities = concerning(context, options.from, name);
      const groups = new Map(entities.map(item => [refOf(item), item]));
      const answers = findIn(entities, name).map(item => answer(item, groups));
      context.print(options.json ? JSON.stringify(answers, undefined, 2) : columns(answers.map(({ entity, owner, contact, onCall, runbook }) =>
        [entity, owner, contact ?? '', onCall ?? '', runbook ?? ''])));
    });
}

/** Of an index the lines that can be meant and the groups that may own them; all of it when nothing is meant, for what is near. */
function concerning(context: CommandContext, from: string, name: string): readonly Entity[] {
  const { essenceOf, findEntities } = require('../../catalog/find-entities') as typeof import('../../catalog/find-entities'); // eslint-disable-line @typescript-eslint/no-require-imports
  const essence = essenceOf(name).toLowerCase();
  const { entities } = loadCatalog(context, from, line => line.startsWith('{"ref":"group:') || line.toLowerCase().includes(essence));
  return findEntities(entities, name).entities.length > 0 ? entities : loadCatalog(context, from).entities;
}

function answer(item: Entity, groups: ReadonlyMap<string, Entity>) {
  const owner = item.kind === 'group' ? refOf(item) : item.owner ?? '';
  const group = groups.get(owner);
  const link = (of: Entity | undefined, type: string) => of?.links.find(found => found.type === type)?.url;
  return {
    entity: refOf(item),
    owner,
    contact: group?.contact,
    onCall: link(group, 'on-call'),
    lifecycle: item.lifecycle,
    tier: item.tier,
    system: item.system,
    runbook: link(item, 'runbook'),
    environments: item.environments.map(({ name }) => name),
  };
}
