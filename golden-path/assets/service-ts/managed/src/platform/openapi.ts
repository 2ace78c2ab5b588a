// Writes openapi.json, what the service answers at /openapi.json: `npx projen openapi`.
import { writeFileSync } from 'node:fs';
import { createApp } from '../app';

/** The OpenAPI document as it is written. */
export async function openApiDocument(): Promise<string> {
  const app = await createApp();
  await app.ready();
  const document = app.swagger();
  await app.close();
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

if (require.main === module) {
  openApiDocument()
    .then((document) => writeFileSync('openapi.json', document))
    .catch((error: unknown) => {
      console.error(error);
      process.exitCode = 1;
    });
}
