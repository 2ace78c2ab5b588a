import { existsSync, statSync } from 'fs';
import { join, relative, resolve } from 'path';
import { Command, Option } from 'commander';
import { CommandContext } from './context';
import { isDay } from '../core/days';
import { fail } from '../core/problems';
import type { PlacedWaiver } from '../policy/waivers/read-waivers';
import type { GivenPlan } from '../verify/plans';
import type { VerifyOptions } from '../verify/verify';

/** What is said on the command line about which output is verified, and by what. */
export interface VerifyFlags {
  readonly manifests?: string;
  readonly terraform?: string;
  readonly governance?: string;
  readonly waivers?: string;
  readonly plan: readonly string[];
  readonly standards?: string;
  readonly standardsDigest?: string;
  readonly controls?: string;
  readonly now?: string;
}

/** Adds the flags that say which output is verified, and by what. */
export function withVerifyFlags(command: Command): Command {
  return command
    .addOption(new Option('--manifests <folder>', 'where the manifests are').default(undefined, 'DIR/dist'))
    .addOption(new Option('--terraform <folder>', 'where the Terraform stacks are').default(undefined, 'DIR/cdktf.out'))
    .addOption(new Option('--governance <folder>', 'where attestation and reports are').default(undefined, 'DIR/governance'))
    .addOption(new Option('--waivers <file>', 'the waivers').default(undefined, 'DIR/governance/waivers.yaml, where there is one'))
    .addOption(new Option('--plan <[environment=]file>', 'a plan as terraform show -json writes it, to be kept outside of the output; can be said several times')
      .argParser((value, others: string[]) => [...others, value]).default([], 'none'))
    .option('--standards <file>', 'the platform team\'s own standards, by which everything is judged')
    .option('--controls <dir>', 'the folder of the organisation\'s own controls')
    .option('--standards-digest <sha256>', 'the digest that the standards must have, those named or those beside the output')
    .addOption(new Option('--now <day>', 'the day to judge waivers by, as YYYY-MM-DD').default(undefined, 'today'));
}

/** The options of a verification from what was said on the command line. Throws when something of it cannot be used. */
export function verifyOptions(dir: string, flags: VerifyFlags, { io: { cwd } }: CommandContext): VerifyOptions {
  const { effectiveControls } = require('../policy/effective-controls') as typeof import('../policy/effective-controls'); // eslint-disable-line @typescript-eslint/no-require-imports
  const { Standards } = require('../standards/standards') as typeof import('../standards/standards'); // eslint-disable-line @typescript-eslint/no-require-imports
  const { version } = require('../../package.json') as { version: string }; // eslint-disable-line @typescript-eslint/no-require-imports
  const root = resolve(cwd, dir);
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) {
    fail(dir, 'the root of the program must be a folder', existsSync(root) ? 'a file' : 'nothing there', 'say the folder in which dist, cdktf.out and governance are');
  }
  const folder = (named: string | undefined, usual: string): string => {
    const path = named === undefined ? join(root, usual) : resolve(cwd, named);
    if (named !== undefined && !statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
      fail(named, 'a folder of the output must be there', existsSync(path) ? 'a file' : 'nothing', 'correct the path');
    }
    return path;
  };
  if (flags.standardsDigest !== undefined && !/^[0-9a-f]{64}$/.test(flags.standardsDigest)) {
    fail('--standards-digest', 'the digest must be 64 hexadecimal digits', flags.standardsDigest, 'take it from the release of the standards');
  }
  const waivers = waiversFile(root, flags, cwd);
  return {
    root,
    folders: {
      manifests: folder(flags.manifests, 'dist'), terraform: folder(flags.terraform, 'cdktf.out'), governance: folder(flags.governance, 'governance'), root,
    },
    waivers: flags.waivers === undefined && !existsSync(waivers) ? [] : waiversIn(waivers, flags.waivers ?? (relative(cwd, waivers) || waivers)),
    controls: effectiveControls(flags.controls === undefined ? undefined : resolve(cwd, flags.controls), flags.controls),
    standards: flags.standards === undefined ? undefined : Standards.fromFile(resolve(cwd, flags.standards)),
    standardsDigest: flags.standardsDigest,
    plans: flags.plan.map(given => planOf(given, cwd)),
    now: dayOf(flags.now),
    libraryVersion: version,
    onProgress: () => undefined,
  };
}

function waiversIn(file: string, shownAs: string): PlacedWaiver[] {
  const { readWaivers } = require('../policy/waivers/read-waivers') as typeof import('../policy/waivers/read-waivers'); // eslint-disable-line @typescript-eslint/no-require-imports
  return readWaivers(file, shownAs);
}

/** The day to judge by: the one that was said, or today. */
export function dayOf(named?: string): string {
  const now = named ?? new Date().toISOString().slice(0, 10);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(now) || !isDay(now)) {
    fail('--now', 'the day must be one of the calendar', now, 'write it as 2026-07-01');
  }
  return now;
}

/** A plan, and for which environment it is where that was said. */
function planOf(given: string, cwd: string): GivenPlan {
  const { readPlan } = require('../verify/plans') as typeof import('../verify/plans'); // eslint-disable-line @typescript-eslint/no-require-imports
  const [, environment, file = given] = /^([a-z][a-z0-9-]*)=(.+)$/.exec(given) ?? [];
  return { environment, file, plan: readPlan(resolve(cwd, file), file) };
}

/** Where the waivers of a program are. */
export function waiversFile(root: string, { waivers }: VerifyFlags, cwd: string): string {
  const { WAIVERS_FILE } = require('../policy/waivers/waiver') as typeof import('../policy/waivers/waiver'); // eslint-disable-line @typescript-eslint/no-require-imports
  return waivers === undefined ? join(root, ...WAIVERS_FILE.split('/')) : resolve(cwd, waivers);
}
