import { execFileSync } from 'child_process';
import { existsSync, mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

const ROOT = join(__dirname, '..');
const COMPILE_MS = 120_000;

/** Prints the paths of the modules that a program has loaded when it has synthesised. */
const SERVICE_ONLY = `
  const { Image, PlatformApp, PlatformService } = require('pavement');
  const app = new PlatformApp({ system: 'shop', team: 'team-payments', rootdir: process.argv[1] });
  new PlatformService(app.environment('prod'), 'checkout-api', {
    image: Image.digest('registry.example.com/shop/checkout-api', 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'),
  });
  app.synth();
  process.stdout.write(JSON.stringify(Object.keys(require.cache)));
`;

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pavement-loading-'));
  if (!existsSync(join(ROOT, 'lib/index.js'))) {
    execFileSync('npx', ['projen', 'compile'], { cwd: ROOT, stdio: 'ignore' });
  }
}, COMPILE_MS);

afterAll(() => rmSync(folder, { recursive: true }));

test('a program with services only loads nothing of Terraform, of other construct libraries or of project generators', () => {
  const printed = execFileSync(process.execPath, ['-e', SERVICE_ONLY, folder], { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

  const modules = JSON.parse(printed) as string[];
  expect(modules).toContain(join(ROOT, 'lib/service/platform-service.js'));
  expect(modules.filter(path => /node_modules\/(@cdktf|cdktf|cdk8s-plus-\d+|projen)\//.test(path))).toEqual([]);
});
