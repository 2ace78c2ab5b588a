import { SecretRef } from './secret-ref';
import { PlatformServiceProps } from './service-props';
import { isAbsent, isRecord } from '../core/checks';
import { ID_RULE, isId, secretPath } from '../core/names';
import { Problems } from '../core/problems';
import { Placed } from '../environment/placement';
import { checkSecret } from '../workload/check-config';

/** Environment variables of the main container that the developer names. */
export interface ResolvedConfig {
  readonly config: Record<string, string>;
  readonly secrets: SecretSpec[];
}

/** A variable whose value is in Secrets Manager. */
export interface SecretSpec {
  readonly variable: string;
  readonly path: string;
  /** Undefined: the whole secret. */
  readonly key?: string;
}

const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;
const RESERVED_VARIABLES = ['PORT', 'AWS_REGION', 'SHUTDOWN_DELAY_SECONDS'];

/** What is no secret goes to a ConfigMap, what is one to Secrets Manager; notes what is in the wrong place. */
export function resolveConfig(name: string, props: PlatformServiceProps, placed: Placed, problems: Problems): ResolvedConfig {
  const config = checkConfig(props.config, 'config', problems);
  const secrets = props.secrets ?? {};
  if (!problems.must(isRecord(secrets), 'secrets must be an object of variables and SecretRefs', secrets, 'write it as { STRIPE_KEY: SecretRef.own(\'stripe\') }')) {
    return { config, secrets: [] };
  }
  return {
    config,
    secrets: Object.entries(secrets).sort(([a], [b]) => a < b ? -1 : 1).map(([variable, secret]): SecretSpec => {
      checkVariable('secrets', variable, problems);
      problems.must(!Object.hasOwn(config, variable), 'a variable must be in config or in secrets', variable, 'remove it from config');
      const isRef = problems.must(isRecord(secret) && '_name' in secret, `secrets ${variable} must be a SecretRef`, isAbsent(secret) ? secret : 'something else', 'use SecretRef.own(\'name\')');
      const { _name: id, _key: key } = isRef ? secret : SecretRef.own('none');
      problems.must(isId(id), `the name of secret ${variable} must be ${ID_RULE}`, id, 'its path in Secrets Manager is made from it');
      problems.must(key !== '', `the key of secret ${variable} must be given`, key, 'name a key of the JSON object, or use SecretRef.own');
      return { variable, path: secretPath(placed.ownership, name, id), key };
    }),
  };
}

/** Variables that are no secrets, of any container. */
export function checkConfig(config: Record<string, string> | undefined, at: string, problems: Problems): Record<string, string> {
  if (isAbsent(config)) {
    return {};
  }
  if (!problems.must(isRecord(config), `${at} must be an object of names and texts`, config, 'write it as { LOG_LEVEL: \'info\' }')) {
    return {};
  }
  for (const [variable, value] of Object.entries(config)) {
    checkVariable(at, variable, problems);
    problems.must(typeof value === 'string', `${at} ${variable} must be a text`, value, 'put it in quotes, or leave it out');
    checkSecret(at, variable, value, ' and name it in secrets', problems);
  }
  return config;
}

function checkVariable(at: string, variable: string, problems: Problems): void {
  problems.must(VARIABLE.test(variable), `a name in ${at} must be letters, digits and underscores, not starting with a digit`, variable, 'rename it');
  problems.must(!RESERVED_VARIABLES.includes(variable) && !variable.startsWith('OTEL_'), `${at} must not set ${RESERVED_VARIABLES.join(', ')} or OTEL_*`, variable, 'the platform sets it');
}
