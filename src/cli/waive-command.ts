import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'fs';
import { dirname, relative } from 'path';
import { Command, Option } from 'commander';
import { CommandContext } from './context';
import { VerifyFlags, verifyOptions, waiversFile, withVerifyFlags } from './verify-options';

interface WaiveFlags extends VerifyFlags {
  readonly target: string;
  readonly scopeHash?: string;
  readonly owner: string;
  readonly contact: string;
  readonly approvedBy: string;
  readonly reason: string;
  readonly ticket: string;
  readonly expires: string;
  readonly compensatingControl: string[];
  readonly link: string[];
}

const LIST = (value: string, others: string[]) => [...others, value];

/** `pavement waive`: an entry in the waivers file for one finding. */
export function waiveCommand(context: CommandContext): Command {
  return withVerifyFlags(new Command('waive'))
    .summary('Writes a waiver for one finding.')
    .description('Writes a waiver for one finding of the output into the waivers file, where somebody else approves it. '
      + 'A synth that failed has written no output: its message has the target and the scope hash.')
    .argument('<control>', 'id of the control, such as K8S-11')
    .argument('[dir]', 'root of the program', '.')
    .requiredOption('--target <target>', 'what the finding is about, such as prod/apps/Deployment/shop-prod/api, or the end of that')
    .addOption(new Option('--scope-hash <hash>', 'fingerprint of what was found').default(undefined, 'looked up in the output'))
    .requiredOption('--owner <team>', 'the team that answers for it')
    .requiredOption('--contact <contact>', 'how to reach whoever looks after it')
    .requiredOption('--approved-by <who>', 'who agrees: somebody else than the owner')
    .requiredOption('--reason <sentence>', 'why the control cannot hold')
    .requiredOption('--ticket <ticket>', 'where it was asked for: a URL, or a key such as PAY-1234')
    .requiredOption('--expires <day>', 'the last day on which it holds, as YYYY-MM-DD')
    .addOption(new Option('--compensating-control <sentence>', 'what is done instead; can be said several times').argParser(LIST).default([], 'nothing'))
    .addOption(new Option('--link <url>', 'where more is written; can be said several times').argParser(LIST).default([], 'nowhere'))
    .action(async (control: string, dir: string, flags: WaiveFlags) => {
      /* eslint-disable @typescript-eslint/no-require-imports */
      const { verify } = require('../verify/verify') as typeof import('../verify/verify');
      const { waiverFor } = require('../verify/waive') as typeof import('../verify/waive');
      const { waiverText, withWaiver } = require('../policy/waivers/append-waiver') as typeof import('../policy/waivers/append-waiver');
      /* eslint-enable @typescript-eslint/no-require-imports */
      const options = verifyOptions(dir, flags, context);
      const waiver = waiverFor({
        ...flags, control, team: flags.owner, compensatingControls: flags.compensatingControl, links: flags.link,
      }, await verify(options), options.waivers, options.now);

      const { cwd } = context.io;
      const file = waiversFile(options.root, flags, cwd);
      replaceFile(file, withWaiver(existsSync(file) ? readFileSync(file, 'utf8') : undefined, waiver));
      context.note(`written to ${relative(cwd, file) || file}; it holds when ${waiver.approvedBy} has approved the change:`);
      context.print(waiverText(waiver));
    });
}

/** Writes beside the place first, so that a failure leaves the file as it was. */
function replaceFile(file: string, content: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, content);
  renameSync(`${file}.new`, file);
}
