import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { devNull } from 'node:os';
import { cachePath } from './cache';
import { findProviderMirror, ProviderMirror } from './provider-mirror';

/**
 * The environment that the harness runs Terraform in. Nothing of the user's reaches it: no variables, no workspace, no AWS credentials.
 * Providers come from where the user's CLI configuration says if `TF_CLI_CONFIG_FILE` names one that exists,
 * else from a mirror on the machine, else from the registry, kept in the cache.
 */
export function terraformEnv(): NodeJS.ProcessEnv {
  const others = Object.entries(process.env).filter(([name]) => !/^(TF|AWS)_/.test(name));
  return {
    ...Object.fromEntries(others),
    ...providerEnv(),
    AWS_CONFIG_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    CHECKPOINT_DISABLE: '1',
    // the schemas of the provider are several hundred MB that are thrown away after seconds: a fifth less work when they are collected later
    GOGC: '400',
    TF_IN_AUTOMATION: '1',
  };
}

function providerEnv(): NodeJS.ProcessEnv {
  const own = process.env.TF_CLI_CONFIG_FILE;
  if (own && existsSync(own)) return { TF_CLI_CONFIG_FILE: own };
  const mirror = findProviderMirror();
  if (mirror) return { TF_CLI_CONFIG_FILE: mirrorConfiguration(mirror) };
  const cache = cachePath('terraform', 'plugins');
  mkdirSync(cache, { recursive: true });
  // without the second, Terraform uses what it cached only for a folder that already has a lock file
  return { TF_PLUGIN_CACHE_DIR: cache, TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: 'true' };
}

/** What the mirror holds comes from there alone, so that no network is needed; Terraform links the files of an unpacked mirror. */
function mirrorConfiguration({ folder, providers }: ProviderMirror): string {
  const included = JSON.stringify(providers);
  const text = `provider_installation {
  filesystem_mirror {
    path    = ${JSON.stringify(folder)}
    include = ${included}
  }
  direct {
    exclude = ${included}
  }
}
`;
  const file = cachePath('terraform', `mirror-${createHash('sha256').update(text).digest('hex').slice(0, 8)}.tfrc`);
  mkdirSync(cachePath('terraform'), { recursive: true });
  if (!existsSync(file)) writeFileSync(file, text);
  return file;
}
