import { Command } from 'commander';
import { CommandContext } from './context';
import { ExitCode } from './exit-code';
import { fail } from '../core/problems';

const GOLDEN_PATH = 'pavement-golden-path';

/** `pavement template`: what the golden path makes for portals. The golden path is a package of its own, which is asked where it is installed. */
export function templateCommand(context: CommandContext): Command {
  const build = new Command('build')
    .description('Writes a template for a portal, whose form creates services on the golden path. Asks the installed pavement-golden-path for it.')
    .usage('--portal backstage [--out <folder>] [--<option> <value>...]')
    .argument('[options...]', 'what golden-path template build takes')
    .allowUnknownOption()
    .action((options: string[]) => {
      const { spawnSync } = require('child_process') as typeof import('child_process'); // eslint-disable-line @typescript-eslint/no-require-imports
      const { cwd, env, stdout, stderr } = context.io;
      const done = spawnSync(process.execPath, [programOf(cwd, options), 'template', 'build', ...options], { cwd, env, encoding: 'utf8' });
      if (done.error) {
        throw done.error;
      }
      stdout.write(done.stdout);
      stderr.write(done.stderr);
      context.finish(done.status ?? ExitCode.USAGE);
    });
  return new Command('template').description('Writes templates for portals, whose forms create services on the golden path.').addCommand(build);
}

/** The program of the golden path that a folder, or one above it, has installed. */
function programOf(cwd: string, options: readonly string[]): string {
  const { dirname, join } = require('path') as typeof import('path'); // eslint-disable-line @typescript-eslint/no-require-imports
  const { existsSync, readFileSync } = require('fs') as typeof import('fs'); // eslint-disable-line @typescript-eslint/no-require-imports
  for (let folder = cwd; ; folder = dirname(folder)) {
    const installed = join(folder, 'node_modules', GOLDEN_PATH);
    if (existsSync(join(installed, 'package.json'))) {
      const { bin } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as { bin: Record<string, string> };
      return join(installed, bin['golden-path']);
    }
    if (folder === dirname(folder)) {
      fail(
        'template', `${GOLDEN_PATH} must be installed where the command runs`, undefined,
        `run npx --package ${GOLDEN_PATH} golden-path ${['template', 'build', ...options].join(' ')}`,
      );
    }
  }
}
