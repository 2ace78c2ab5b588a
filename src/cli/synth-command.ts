import { relative, resolve } from 'path';
import { Command } from 'commander';
import { CommandContext } from './context';

/** What `pavement synth` is told. */
interface SynthArguments {
  readonly file: string[];
  readonly system?: string;
  readonly team?: string;
  readonly standards?: string;
  readonly controls?: string;
  readonly output?: string;
  readonly stdout?: boolean;
}

/** Synthesises what is written as YAML, as `cdk8s synth` does with a program. */
export function synthCommand(context: CommandContext): Command {
  return new Command('synth')
    .description('Writes the manifests and the Terraform of a system that is written as YAML: one document for each service, database or migration.')
    .requiredOption('-f, --file <files...>', 'files with the documents')
    .option('--system <name>', 'name of the system, where no document of kind PlatformApp names it')
    .option('--team <team>', 'team that owns what names no other, where no document of kind PlatformApp names it')
    .option('--standards <file>', 'what the platform team has decided (default: the built-in reference standards)')
    .option('--controls <dir>', 'the folder of the organisation\'s own controls')
    .option('-o, --output <dir>', 'folder for the manifests (default: "dist")')
    .option('-p, --stdout', 'write the manifests to standard output, and nothing to the disk')
    .action((options: SynthArguments) => synth(context, options));
}

function synth(context: CommandContext, options: SynthArguments): void {
  // loaded when there is something to synthesise
  const { PlatformApp } = require('../app/platform-app') as typeof import('../app/platform-app'); // eslint-disable-line @typescript-eslint/no-require-imports
  const { Intents } = require('../intents/intents') as typeof import('../intents/intents'); // eslint-disable-line @typescript-eslint/no-require-imports
  const { Standards } = require('../standards/standards') as typeof import('../standards/standards'); // eslint-disable-line @typescript-eslint/no-require-imports
  const { fail } = require('../core/problems') as typeof import('../core/problems'); // eslint-disable-line @typescript-eslint/no-require-imports
  const { cwd, env } = context.io;
  const here = (path: string) => relative(process.cwd(), resolve(cwd, path)) || path;

  const [file, ...others] = options.file.map(here);
  const intents = Intents.fromFile(file, ...others);
  const system = options.system ?? intents.system
    ?? fail(file, 'the system must be named', undefined, 'add a document of kind PlatformApp with its name, or say --system NAME');
  const output = options.output ?? env.CDK8S_OUTDIR;
  const app = new PlatformApp({
    system,
    team: options.team ?? intents.team,
    standards: options.standards === undefined ? Standards.reference() : Standards.fromFile(here(options.standards)),
    ...options.controls !== undefined && { controls: here(options.controls) },
    rootdir: cwd,
    ...output !== undefined && { outdir: resolve(cwd, output) },
  });
  intents.addTo(app);
  if (options.stdout) {
    context.print(app.synthYaml());
  } else {
    app.synth();
  }
}
