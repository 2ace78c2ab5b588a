import { PortSpec } from './resolve-network';
import { PlatformServiceProps } from './service-props';
import { ApiDefinition, CatalogApi } from '../core/catalog-facts';
import { KeysOf, isRecord, list, struct, unique } from '../core/checks';
import { ID_RULE, isId } from '../core/names';
import { Problems } from '../core/problems';

/** An API in which nothing is optional that has a default. */
export interface ApiSpec extends CatalogApi {
  readonly name: string;
  readonly type: string;
}

const API: KeysOf<CatalogApi> = { type: true, definition: true, name: true, port: true, description: true };

/** What the service offers to whom, for the catalog. */
export function resolveApis(service: string, { apis }: PlatformServiceProps, ports: readonly PortSpec[], problems: Problems): ApiSpec[] {
  const specs = list(apis, 'apis', problems).map(given => resolveApi(service, given, ports, problems));
  unique(specs.map(({ name }) => name), 'apis must have names of their own', 'give one of them another name', problems);
  return specs;
}

function resolveApi(service: string, given: CatalogApi, ports: readonly PortSpec[], problems: Problems): ApiSpec {
  const { type = 'openapi', name = service, definition, port, description } = struct(given, 'an entry of apis', API, problems);
  problems.must(
    typeof type === 'string' && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(type), 'the type of apis must be lower-case letters and digits with single hyphens between', type,
    'write it as openapi, asyncapi, graphql or grpc',
  );
  problems.must(isId(name), `the name of apis must be ${ID_RULE}`, name, 'correct it or leave it out');
  problems.must(
    port === undefined || ports.slice(1).some(({ name: known }) => known === port),
    'the port of apis must be one of additionalPorts', port, 'leave it out for the main port',
  );
  problems.must(
    description === undefined || (typeof description === 'string' && description.trim() !== ''), 'the description of apis must be a text', description, 'fill it in or leave it out',
  );
  checkDefinition(definition, problems);
  return { type, name, definition: definition as ApiDefinition, port, description };
}

function checkDefinition(definition: ApiDefinition | undefined, problems: Problems): void {
  const { _form: form, _value: value } = (isRecord(definition) ? definition : {}) as Partial<ApiDefinition>;
  if (problems.must(form !== undefined, 'the definition of apis must be an ApiDefinition', definition, 'write ApiDefinition.file(\'api/openapi.yaml\')')) {
    const isPath = typeof value === 'string' && /^[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+)*$/.test(value) && !value.split('/').includes('..');
    problems.must(
      form === 'text' ? typeof value === 'string' && value.trim() !== '' : isPath,
      form === 'text' ? 'ApiDefinition.text must have a text' : 'ApiDefinition.file must be a path below catalog-info.yaml, with slashes', value,
      form === 'text' ? 'write the definition, or name its file with ApiDefinition.file' : 'write it as api/openapi.yaml',
    );
  }
}
