import { Command, Option } from 'commander';
import { CommandContext } from './context';
import { ExitCode } from './exit-code';
import { Progress, progress } from './progress';
import { VerifyFlags, verifyOptions, withVerifyFlags } from './verify-options';
import type { Verification } from '../verify/verify';

type Format = 'text' | 'json' | 'sarif' | 'junit' | 'csv';

/** `pavement verify`: whether an output is what was written, and all controls hold in it. */
export function verifyCommand(context: CommandContext): Command {
  return withVerifyFlags(new Command('verify'))
    .summary('Checks what a synth wrote, without running the program.')
    .description('Checks what a synth wrote: that its files are what was written, that all controls hold in them, and that its waivers are valid. '
      + 'The program is not run. Ends with 0 when there is nothing to object to, with 1 when something was found, with 2 when it could not look.')
    .argument('[dir]', 'root of the program', '.')
    .addOption(new Option('--format <format>', 'how the report is written').choices(['text', 'json', 'sarif', 'junit', 'csv']).default('text'))
    .action(async (dir: string, flags: VerifyFlags & { format: Format }) => {
      const { verify } = require('../verify/verify') as typeof import('../verify/verify'); // eslint-disable-line @typescript-eslint/no-require-imports
      const { blocking } = require('../policy/report/report') as typeof import('../policy/report/report'); // eslint-disable-line @typescript-eslint/no-require-imports
      const options = verifyOptions(dir, flags, context);
      let bar: Progress | undefined;
      try {
        const verification = await verify({
          ...options,
          onProgress: (done, total) => {
            bar ??= progress(context.io.stderr, 'reading files', total);
            bar.update(done);
          },
        });
        bar?.end();
        context.print(written(verification, flags.format, context));
        context.finish(blocking(verification.report).length > 0 ? ExitCode.FINDINGS : ExitCode.OK);
      } finally {
        bar?.end();
      }
    });
}

function written({ report, notes, counts }: Verification, format: Format, context: CommandContext): string {
  if (format !== 'text') {
    notes.forEach(note => context.note(`warning: ${note}`));
  }
  /* eslint-disable @typescript-eslint/no-require-imports */
  switch (format) {
    case 'json':
      return (require('../policy/report/json-report') as typeof import('../policy/report/json-report')).jsonReport(report);
    case 'sarif':
      return (require('../policy/report/sarif-report') as typeof import('../policy/report/sarif-report')).sarifReport(report);
    case 'junit':
      return (require('../policy/report/junit-report') as typeof import('../policy/report/junit-report')).junitReport(report);
    case 'csv':
      return (require('../policy/report/csv-report') as typeof import('../policy/report/csv-report')).csvReport(report);
    case 'text': {
      const { textReport } = require('../policy/report/text-report') as typeof import('../policy/report/text-report');
      return textReport(report, { notes, counts, paint: (style, text) => context.styled(style, text) });
    }
  }
  /* eslint-enable @typescript-eslint/no-require-imports */
}
