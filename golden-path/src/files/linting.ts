import type { typescript } from 'projen';

/** Adds what finds faults in a repository in TypeScript without running it, and what formats it. */
export function addLinting(project: typescript.TypeScriptProject): void {
  project.addTask('lint', {
    description: 'Reports what the linter and the compiler find; changes nothing',
    steps: [{ exec: 'biome ci' }, { exec: 'tsc --noEmit --project test' }, { exec: 'tsc --noEmit --project .projen' }],
  });
  project.addTask('format', { description: 'Formats the code and fixes what can be fixed safely', exec: 'biome check --write' });
}
