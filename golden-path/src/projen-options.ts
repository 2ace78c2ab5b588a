import { javascript, typescript } from 'projen';
import { PROJEN, TYPESCRIPT } from './pins';

/** What of a repository its package.json, compiler and `.projenrc.ts` depend on. */
export interface PackageOptions {
  readonly name: string;
  readonly description: string;
  readonly owner: string;
  readonly gitignore: readonly string[];
  readonly deps: readonly string[];
  /** Of the type. */
  readonly devDeps: readonly string[];
  /** Of the team: among them may be this package, from elsewhere than the registry. */
  readonly ownDevDeps: readonly string[];
}

/** What projen makes of every repository of the path: a package in TypeScript that nothing but the path adds to. */
export function projenOptions(options: PackageOptions): typescript.TypeScriptProjectOptions {
  const { name, description, owner, gitignore, deps, devDeps, ownDevDeps } = options;
  return {
    name,
    description,
    authorName: owner,
    defaultReleaseBranch: 'main',
    packageManager: javascript.NodePackageManager.NPM,
    projenVersion: PROJEN,
    typescriptVersion: TYPESCRIPT,
    minNodeVersion: '20.12.0',
    projenrcTs: true,
    projenrcTsOptions: { projenCodeDir: '.projen', runner: typescript.TypeScriptRunner.tsNode({ typeCheck: false, tsconfig: 'tsconfig.json' }) },
    deps: [...deps],
    devDeps: [...devDeps, ...ownDevDeps, ...ownDevDeps.some(dep => dep.startsWith('pavement-golden-path')) ? [] : ['pavement-golden-path']],
    entrypoint: '',
    licensed: false,
    sampleCode: false,
    eslint: false,
    jest: false,
    github: false,
    buildWorkflow: false,
    release: false,
    depsUpgrade: false,
    package: false,
    npmignoreEnabled: false,
    gitignore: ['.pavement/', 'artifacts/', '.env', ...gitignore],
    tsconfig: {
      compilerOptions: { exactOptionalPropertyTypes: true, lib: ['es2023'], module: 'node16', noUncheckedIndexedAccess: true, skipLibCheck: true, target: 'es2022' },
    },
  };
}

/** A package as package.json's tools name it. */
export function packageSpec({ name, spec }: { readonly name: string; readonly spec: string }): string {
  return spec === '*' ? name : `${name}@${spec}`;
}
