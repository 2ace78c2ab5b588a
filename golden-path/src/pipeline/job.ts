import { Job, Permissions } from './model';

/** What a job may do that reads the repository and nothing else. */
export const NOTHING: Permissions = { push: false, registry: false, identities: [] };

/** Installs what the lockfile says, and runs no program of it. */
export const INSTALL = 'npm ci --ignore-scripts';

/** A job that says only what is special about it. */
export function job(id: string, stage: string, script: readonly string[], more: Partial<Job>): Job {
  return {
    id, stage, image: 'node', needs: [], reads: [], on: 'main', manual: false, permissions: NOTHING, leaves: false, timeoutMinutes: 30, ...more, script,
  };
}
