import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

/** Does something in a folder that is gone afterwards; projects that are written meanwhile install nothing. */
export function inDraft<T>(action: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'golden-path-'));
  const before = process.env.PROJEN_DISABLE_POST;
  process.env.PROJEN_DISABLE_POST = 'true';
  try {
    return action(folder);
  } finally {
    if (before === undefined) {
      delete process.env.PROJEN_DISABLE_POST;
    } else {
      process.env.PROJEN_DISABLE_POST = before;
    }
    rmSync(folder, { recursive: true, force: true });
  }
}
