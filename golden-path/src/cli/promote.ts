import { writeFileSync } from 'fs';
import { join } from 'path';
import { parseArgs } from 'util';
import { ExitCode, Io, UsageError } from './io';
import { lockOf } from './repository';
import { readJson } from '../day2/lock';
import { IMAGES_PATH } from '../files/images';

/** Gives an environment an image, by its digest. */
export function promote(args: readonly string[], io: Io): ExitCode {
  const { positionals: [environment, digest] } = parseArgs({ args: [...args], allowPositionals: true });
  lockOf(io.root);
  const images = readJson<Record<string, string>>(io.root, IMAGES_PATH) ?? {};
  if (environment === undefined || !Object.hasOwn(images, environment)) {
    throw new UsageError('promote', `ENVIRONMENT must be one of ${Object.keys(images).join(', ')}`, environment, `those are in ${IMAGES_PATH}`);
  }
  if (digest === undefined || !/^sha256:[0-9a-f]{64}$/.test(digest)) {
    throw new UsageError('promote', 'DIGEST must be sha256: and 64 hexadecimal digits', digest, 'the job that pushes the image has it');
  }
  writeFileSync(join(io.root, IMAGES_PATH), `${JSON.stringify({ ...images, [environment]: digest }, undefined, 2)}\n`);
  io.note(`${environment} runs ${digest}, once ${IMAGES_PATH} and what npx projen synth writes are committed`);
  return ExitCode.OK;
}
