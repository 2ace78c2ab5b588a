import { spawnSync } from 'child_process';

/** Runs a command in a fresh process until it ends, and answers how long that took. Throws when it fails. */
export function timed(command: string[], cwd: string): number {
  const begin = process.hrtime.bigint();
  run(command, cwd);
  return Number(process.hrtime.bigint() - begin) / 1e6;
}

/** Runs a program in a fresh process and answers the JSON it prints. Throws when it fails. */
export function measured<T>(main: string, args: string[], cwd: string): T {
  return JSON.parse(run([process.execPath, main, ...args], cwd)) as T;
}

function run([command, ...args]: string[], cwd: string): string {
  // the command line tool of cdk8s asks the registry for a newer version every half hour: not what is measured
  const env: NodeJS.ProcessEnv = { ...process.env, CDK8S_CHECK_UPGRADE: 'false' };
  for (const name of Object.keys(env).filter(key => /^(TS_NODE_|NODE_OPTIONS$|NODE_COMPILE_CACHE$|CDK8S_OUT|CDKTF_OUT|npm_)/.test(key))) {
    delete env[name];
  }
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, env, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (status !== 0) {
    throw new Error(`${[command, ...args].join(' ')} failed: ${error?.message ?? ''}\n${stdout}\n${stderr}`);
  }
  return stdout;
}
