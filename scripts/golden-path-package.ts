import { JsonFile, cdk, javascript } from 'projen';

const FOLDER = 'golden-path';

/** What the package shares with the library. */
export interface GoldenPathPackageOptions {
  readonly minNodeVersion: string;
  readonly projenVersion: string;
  /** What compiles scripts. */
  readonly tsNode: string;
}

/**
 * The second package of the repository: project types that need nothing but projen and constructs, because `projen new --from` installs a
 * package with all its peers. It is built and tested with what the library has installed, so that there is one lockfile.
 */
export function addGoldenPathPackage(project: cdk.JsiiProject, { minNodeVersion, projenVersion, tsNode }: GoldenPathPackageOptions): void {
  const { manifest } = project.package as unknown as { manifest: Record<string, unknown> };
  new JsonFile(project, `${FOLDER}/package.json`, {
    obj: {
      name: `${project.name}-golden-path`,
      version: '0.0.0',
      description: 'Project types of the golden path: a new service repository in one command, wired from its first commit',
      keywords: ['golden-path', 'internal-developer-platform', 'platform-engineering', 'projen', 'scaffolding'],
      author: manifest.author,
      repository: () => ({ ...manifest.repository as object, directory: FOLDER }),
      license: manifest.license,
      stability: manifest.stability,
      main: 'lib/index.js',
      types: 'lib/index.d.ts',
      bin: { 'golden-path': 'lib/cli/main.js' },
      files: ['lib/**/*.js', 'lib/**/*.d.ts', 'assets', '.jsii'],
      engines: { node: `>= ${minNodeVersion}` },
      publishConfig: { access: 'public' },
      // the rest is inside the compiled files
      peerDependencies: { constructs: '^10.4.2', projen: projenVersion },
      devDependencies: { constructs: '10.4.2', projen: projenVersion.replace('^', '') },
      jsii: { outdir: 'dist', targets: {}, tsconfig: 'tsconfig.json', validateTsconfig: 'off' },
    },
  });
  const base = { extends: javascript.TypescriptConfigExtends.fromPaths(['../tsconfig.json']), exclude: ['node_modules'] };
  new javascript.TypescriptConfig(project, {
    ...base, fileName: `${FOLDER}/tsconfig.json`, compilerOptions: { rootDir: 'src', outDir: 'lib', types: ['node'] }, include: ['src/**/*.ts'],
  });
  new javascript.TypescriptConfig(project, {
    ...base,
    extends: javascript.TypescriptConfigExtends.fromPaths(['../../tsconfig.json']),
    fileName: `${FOLDER}/test/tsconfig.json`,
    compilerOptions: { rootDir: '../..', noEmit: true },
    include: ['**/*.ts'],
  });

  const compile = project.addTask('golden-path:compile', {
    description: 'jsii compiles golden-path/src to golden-path/lib',
    cwd: FOLDER,
    steps: [
      { exec: 'jsii --silence-warnings=reserved-word' },
      // comparing texts is a small library of its own; inside, the package needs nothing but projen
      { exec: 'esbuild lib/day2/merge.js lib/template/align.js --bundle --platform=node --format=cjs --allow-overwrite --log-level=warning --outbase=lib --outdir=lib' },
    ],
  });
  const dashboards = `${tsNode} scripts/golden-path-dashboards.ts`;
  project.addTask('golden-path:dashboards', { description: 'Writes the Grafana dashboards of new services from their definition', exec: dashboards });
  project.preCompileTask.exec(`${dashboards} --check`);
  project.addTask('golden-path:requirements', {
    description: 'Pins what new services in Python use, with hashes, to the newest versions; needs uv',
    exec: `${tsNode} scripts/golden-path-requirements.ts`,
  });
  const pack = project.addTask('golden-path:pack', {
    description: 'Packs the compiled golden path, with the version of the library, into a folder',
    exec: `${tsNode} scripts/pack-golden-path.ts`,
    receiveArgs: true,
  });
  // the release publishes every package that lies in dist/js
  const packageJs = project.tasks.tryFind('package:js');
  packageJs?.spawn(compile);
  packageJs?.spawn(pack);
  for (const path of ['lib', 'dist', '.jsii', 'tsconfig.tsbuildinfo']) {
    project.gitignore.exclude(`/${FOLDER}/${path}`);
  }
  // what tests use is installed for both packages, and in the manifest of the library
  project.eslint?.addOverride({ files: [`${FOLDER}/test/**/*.ts`], rules: { 'import/no-extraneous-dependencies': ['off'] } });
  project.jest?.addTestMatch(`<rootDir>/${FOLDER}/test/**/*.test.ts`);
}
