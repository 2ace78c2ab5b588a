import { existsSync, readFileSync, writeFileSync } from 'fs';
import { resolve } from 'path';
import { Command } from 'commander';
import { StoreOptions, useStore, withStore } from './store-options';
import { fail } from '../../core/problems';
import { QUESTION_DEFAULTS } from '../../metrics/definitions/question';
import { CommandContext } from '../context';

interface ForwardOptions extends StoreOptions {
  readonly service: string;
  readonly connection: string;
  readonly cursor: string;
}

/** Tells DevLake what happened to a service. */
export function forwardCommand(context: CommandContext): Command {
  return withStore(new Command('forward'))
    .description('Tells DevLake, through a webhook of its own, of deployments and incidents of a service. The token comes from DEVLAKE_TOKEN.')
    .argument('<url>', 'of DevLake, such as https://devlake.example.com')
    .requiredOption('--service <name>', 'the service; DevLake wants a webhook for each, because it puts incidents down to the latest deployment of the webhook')
    .requiredOption('--connection <id>', 'number of the webhook')
    .requiredOption('--cursor <file>', 'file with the ids of what was told')
    .action(async (url: string, options: ForwardOptions) => {
      const { post } = require('../../metrics/forward/post') as typeof import('../../metrics/forward/post'); // eslint-disable-line @typescript-eslint/no-require-imports
      const { devlakeCall } = require('../../metrics/forward/devlake') as typeof import('../../metrics/forward/devlake'); // eslint-disable-line @typescript-eslint/no-require-imports
      const { isProduction } = require('../../metrics/definitions/question') as typeof import('../../metrics/definitions/question'); // eslint-disable-line @typescript-eslint/no-require-imports
      const { byTime } = require('../../metrics/facts/ledger') as typeof import('../../metrics/facts/ledger'); // eslint-disable-line @typescript-eslint/no-require-imports
      if (!URL.canParse(url) || !/^\d+$/.test(options.connection)) {
        fail('forward', 'DevLake must be a URL, and --connection a number', `${url} and ${options.connection}`, 'write https://devlake.example.com and --connection 1');
      }
      const file = resolve(context.io.cwd, options.cursor);
      const told = new Set(existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []);
      const token = context.io.env.DEVLAKE_TOKEN;
      let count = 0;
      await useStore(context, options, async (store) => {
        const { own, others } = await store.factsOf(options.service);
        for (const fact of [...own, ...others.filter(({ kind }) => kind === 'incident')].sort(byTime)) {
          const call = told.has(fact.id) ? undefined : devlakeCall(fact, of => isProduction(of, QUESTION_DEFAULTS.production));
          if (call) {
            await post(`${url.replace(/\/+$/, '')}/api/rest/plugins/webhook/connections/${options.connection}/${call.path}`, call.body, token);
            writeFileSync(file, `${fact.id}\n`, { flag: 'a' });
            count++;
          }
        }
      });
      context.print(`${count} ${count === 1 ? 'event' : 'events'} told`);
    });
}
