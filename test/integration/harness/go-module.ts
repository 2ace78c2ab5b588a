import { tmpdir } from 'node:os';
import { part } from './parts';
import { goEnv } from './programs';
import { mustSucceed, runAsync } from './run';

/** The folder of a module of Go, such as `k8s.io/api@v0.36.3`: downloaded, and checked against the checksum that is pinned. */
export async function moduleFolder(module: string, sum: string): Promise<string> {
  const download = await runAsync(part('go'), ['mod', 'download', '-json', module], { cwd: tmpdir(), env: goEnv() });
  const { Dir: folder, Sum: found } = JSON.parse(mustSucceed(`go mod download ${module}`, download).stdout);
  if (found !== sum) throw new Error(`${module} has the checksum ${found}, pinned is ${sum}`);
  return folder;
}
