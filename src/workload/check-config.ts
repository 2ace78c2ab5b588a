import { credentialIn } from '../core/credential-forms';
import { Problems } from '../core/problems';

/** Names, in capital letters, of variables that hold a secret. */
const SECRET_NAME = /(PASSWORD|PASSWD|SECRET|TOKEN|PRIVATE_KEY|API_?KEY|CREDENTIALS?)$/;

/**
 * Notes what stands against environment variables that a developer sets.
 *
 * @param taken - variables that somebody else sets, and who
 */
export function checkConfig(config: unknown, taken: ReadonlyMap<string, string>, problems: Problems): void {
  const isRecord = typeof config === 'object' && config !== null && !Array.isArray(config);
  if (!problems.must(isRecord, 'config must be an object of names and texts', config, 'write it as { LOG_LEVEL: \'info\' }')) {
    return;
  }
  for (const [key, value] of Object.entries(config as object)) {
    problems.must(/^[A-Za-z_][A-Za-z0-9_]*$/.test(key), 'a name in config must be letters, digits and underscores, not starting with a digit', key, 'rename it');
    problems.must(typeof value === 'string', `config ${key} must be a text`, value, 'put it in quotes, or leave it out');
    checkSecret('config', key, value, '', problems);
    problems.must(!taken.has(key), `config must not set what ${taken.get(key)} sets`, key, 'remove it');
  }
}

/**
 * Notes a variable that holds a secret, as its name says or its value.
 *
 * @param then - what to do once the secret is in the store
 */
export function checkSecret(at: string, variable: string, value: unknown, then: string, problems: Problems): void {
  const isNamedSecret = !problems.must(
    !SECRET_NAME.test(variable.toUpperCase()), `${at} must not hold secrets`, variable,
    `keep the value in the secret store${then}; config is readable in the repository and in the cluster`,
  );
  const credential = typeof value === 'string' ? credentialIn(value) : undefined;
  problems.must(
    isNamedSecret || credential === undefined, `${at} ${variable} must not hold a secret`, credential,
    `revoke it at its issuer, keep a new one in the secret store${then}`,
  );
}
