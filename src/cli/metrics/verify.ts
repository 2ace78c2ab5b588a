import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Command } from 'commander';
import { shown } from '../../core/problems';
import { CommandContext } from '../context';
import { ExitCode } from '../exit-code';

/** Replays the golden data set: the library measures what it says it measures, on this machine. */
export function verifyCommand(context: CommandContext): Command {
  return new Command('verify')
    .description('Replays logs whose answers were worked out by hand, and compares. Ends with 1 where one differs.')
    .option('--arithmetic', 'say for every answer how it was worked out')
    .option('--json', 'as JSON')
    .action(async ({ arithmetic, json }: { readonly arithmetic?: boolean; readonly json?: boolean }) => {
      const { GOLDEN_CASES } = require('../../metrics/golden/golden-cases') as typeof import('../../metrics/golden/golden-cases'); // eslint-disable-line @typescript-eslint/no-require-imports
      const { replay } = require('../../metrics/golden/replay') as typeof import('../../metrics/golden/replay'); // eslint-disable-line @typescript-eslint/no-require-imports
      const { FolderStore } = require('../../metrics/store/folder-store') as typeof import('../../metrics/store/folder-store'); // eslint-disable-line @typescript-eslint/no-require-imports
      const folder = mkdtempSync(join(tmpdir(), 'pavement-verify-'));
      try {
        const results = [];
        for (const golden of GOLDEN_CASES) {
          const store = new FolderStore(join(folder, golden.id));
          await store.append(golden.events);
          results.push({ id: golden.id, says: golden.says, answers: golden.answers, differences: await replay(golden, store) });
        }
        const wrong = results.filter(({ differences }) => differences.length > 0);
        if (json) {
          context.print(JSON.stringify({
            cases: results.map(({ id, says, answers, differences }) => ({
              id,
              says,
              answers: answers.length,
              differences,
            })),
          }, undefined, 2));
        } else {
          for (const { id, says, answers, differences } of results) {
            context.print(`${differences.length === 0 ? context.styled('green', 'ok') : context.styled('red', 'differs')}  ${id}: ${says}`);
            differences.forEach(({ path, must, got }) => context.print(`    ${path} must be ${shown(must)}, got ${shown(got)}`));
            if (arithmetic) {
              answers.forEach(({ because }) => context.print(`    ${because}`));
            }
          }
          context.print(`\n${results.length - wrong.length} of ${results.length} cases come out as worked out by hand`);
        }
        context.finish(wrong.length > 0 ? ExitCode.FINDINGS : ExitCode.OK);
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
}
