import { readFileSync, readdirSync } from 'fs';
import { join } from 'path';
import * as model from '@backstage/catalog-model';
import { parseAllDocuments } from 'yaml';

/**
 * What Backstage's catalog does with files before it stores anything: it parses every document and asks the model about it, with the same YAML
 * library and the model's own validators. Storing, stitching and its pauses between files come on top.
 *
 * Argument: the folder with the repositories. Prints how long it took, and the most memory the process had.
 */
async function main(folder: string): Promise<void> {
  const policy = model.EntityPolicies.allOf([
    new model.SchemaValidEntityPolicy(), new model.DefaultNamespaceEntityPolicy(),
    new model.NoForeignRootFieldsEntityPolicy(), new model.FieldFormatEntityPolicy(),
  ]);
  const validators = [
    model.componentEntityV1alpha1Validator, model.resourceEntityV1alpha1Validator, model.apiEntityV1alpha1Validator,
    model.systemEntityV1alpha1Validator, model.domainEntityV1alpha1Validator, model.groupEntityV1alpha1Validator,
  ];
  const envelope = model.entityEnvelopeSchemaValidator();
  const begin = process.hrtime.bigint();
  let entities = 0;
  for (const repository of readdirSync(folder).sort()) {
    for (const document of parseAllDocuments(readFileSync(join(folder, repository, 'catalog-info.yaml'), 'utf8'))) {
      const entity = envelope(document.toJSON());
      await policy.enforce(entity);
      for (const validator of validators) {
        if (await validator.check(entity)) {
          entities++;
          break;
        }
      }
    }
  }
  process.stdout.write(JSON.stringify({ ms: Number(process.hrtime.bigint() - begin) / 1e6, bytes: process.resourceUsage().maxRSS * 1024, entities }));
}

void main(process.argv[2]);
