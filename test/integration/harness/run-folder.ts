import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const VARIABLE = 'PAVEMENT_TEST_RUN';

/** A folder that the suites of one run share, for what all of them need and one of them makes. */
export function runFolder(): string {
  const folder = process.env[VARIABLE];
  if (folder === undefined) throw new Error(`${VARIABLE} is not set; run the suite with test/integration/jest.config.json`);
  return folder;
}

/** Before the first suite of a run. */
export function begin(): void {
  process.env[VARIABLE] = mkdtempSync(join(tmpdir(), 'pavement-run-'));
}

/** After the last one. */
export function end(): void {
  rmSync(runFolder(), { recursive: true, force: true });
}
