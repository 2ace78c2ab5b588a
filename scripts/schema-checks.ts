import { readFileSync, readdirSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import Ajv from 'ajv';
import standaloneCode from 'ajv/dist/standalone';
import { buildSync } from 'esbuild';
import { CHECK_OPTIONS } from '../src/core/check-schema';

const ROOT = join(__dirname, '..');

/** The files whose place a check takes that was made in advance, below `src` and without their ending. */
export function checkFiles(): string[] {
  return readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('-check.ts')).map(file => file.slice(0, -'.ts'.length)).filter(file => schemaOf(file) !== undefined).sort();
}

/** The program that is the check of such a file, with all that it needs inside. */
export function checkProgram(file: string): string {
  const ajv = new Ajv({ ...CHECK_OPTIONS, code: { source: true } });
  const check = ajv.compile(JSON.parse(readFileSync(join(ROOT, 'src', dirname(file), schemaOf(file)!), 'utf8')) as object);
  const { outputFiles: [{ text }] } = buildSync({
    stdin: { contents: `${standaloneCode(ajv, check)}\nmodule.exports.check = module.exports;`, resolveDir: ROOT },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    minifySyntax: true,
    minifyWhitespace: true,
    logLevel: 'warning',
  });
  return text;
}

/** The schema of a file that is nothing but its check, beside it. */
function schemaOf(file: string): string | undefined {
  return /^import \* as schema from '(.+)';\nimport { checkOf } /.exec(readFileSync(join(ROOT, 'src', `${file}.ts`), 'utf8'))?.[1];
}

if (require.main === module) {
  checkFiles().forEach(file => writeFileSync(join(ROOT, 'lib', `${file}.js`), checkProgram(file)));
}
