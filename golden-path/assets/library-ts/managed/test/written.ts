// What the example becomes, and what was expected. `npx projen synth` writes the second from the first.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { example } from '../example/main';

const EXPECTED = join(__dirname, '../example/expected');

/** The digest of the standards, which pipelines of teams ask for. */
const DIGEST = 'standards.sha256';

/** What the example becomes now, by path. */
export function written(): Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'example-'));
  try {
    example(folder).synth();
    const { predicate } = JSON.parse(readFileSync(join(folder, 'governance/attestation.json'), 'utf8'));
    return { ...below(folder), [DIGEST]: `${predicate.standards.sha256}\n` };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What it became when somebody looked at it last, by path. */
export function expected(): Record<string, string> {
  return below(EXPECTED);
}

function below(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [relative(folder, file), file] as const)
      // reports and the attestation follow from the rest
      .filter(([path]) => !path.startsWith('governance/') || path === 'governance/catalog.json')
      .map(([path, file]) => [path, readFileSync(file, 'utf8')]),
  );
}

if (require.main === module) {
  const files = written();
  rmSync(EXPECTED, { recursive: true, force: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(EXPECTED, path)), { recursive: true });
    writeFileSync(join(EXPECTED, path), text);
  }
}
