import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serviceDashboard } from './golden-path/service-dashboard';

/** Writes the dashboards of new services; with --check says whether they are as this would write them. */
const ASSETS = join(__dirname, '../golden-path/assets');
const DASHBOARDS = {
  'service-ts': { runtime: 'node', database: false },
  'postgres-ts': { runtime: 'node', database: true },
  'service-py': { runtime: 'python', database: false },
  'postgres-py': { runtime: 'python', database: true },
} as const;

for (const [layer, options] of Object.entries(DASHBOARDS)) {
  const file = join(ASSETS, layer, 'managed/observability/dashboard.json');
  const text = serviceDashboard(options);
  if (!process.argv.includes('--check')) {
    writeFileSync(file, text);
  } else if (readFileSync(file, 'utf8') !== text) {
    console.error(`${file} is not what scripts/golden-path/service-dashboard.ts says; run npx projen golden-path:dashboards`);
    process.exitCode = 1;
  }
}
