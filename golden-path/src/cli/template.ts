import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'fs';
import { dirname, join, resolve } from 'path';
import { parseArgs } from 'util';
import { ExitCode, Io, UsageError } from './io';
import { optionsOf, switches } from './option-switches';
import { SERVICE_OPTIONS } from '../options/option-table';
import { PACKAGE, packageVersion } from '../package';
import { backstageTemplate } from '../template/backstage';
import { FORMS } from '../template/forms';

/** What only whoever fills in the form can say, or what is not said at all. */
const NEVER_DECIDED = ['name', 'owner', 'repository', 'createdAt', 'outdir', 'devDeps'];

/** Writes a template for a portal's form. */
export function template(args: readonly string[], io: Io): ExitCode {
  const { values, positionals: [verb] } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      portal: { type: 'string' },
      type: { type: 'string', default: 'platform-service-ts' },
      out: { type: 'string', default: 'backstage-template' },
      from: { type: 'string', default: `${PACKAGE}@${packageVersion()}` },
      ...switches(SERVICE_OPTIONS, NEVER_DECIDED),
    },
  });
  if (verb !== 'build') {
    throw new UsageError('template', 'the word after it must be build', verb, 'there is nothing else');
  }
  if (values.portal !== 'backstage') {
    throw new UsageError('template', '--portal must be backstage', values.portal, 'other portals have no templates that make files');
  }
  const type = String(values.type);
  if (!Object.hasOwn(FORMS, type)) {
    throw new UsageError('template', `--type must be one of ${Object.keys(FORMS).join(', ')}`, type, 'other types have no form');
  }
  const out = String(values.out);
  const folder = resolve(io.root, out);
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new UsageError('template', '--out must be a folder that is empty or not there', out, 'remove it, or name another');
  }
  const decided = optionsOf(SERVICE_OPTIONS, values as Record<string, unknown>);
  const files = backstageTemplate({ ...decided, devDeps: [String(values.from)] }, packageVersion(), type);
  for (const [path, { text, executable }] of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { mode: executable ? 0o755 : 0o644 });
  }
  io.note(`${files.size} files in ${out}; register ${out}/template.yaml with the catalog`);
  return ExitCode.OK;
}
