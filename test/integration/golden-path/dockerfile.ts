import { cpSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { mustSucceed, run, runAsync } from '../harness/run';

/** What the last stage of a Dockerfile holds and starts. */
export interface FinalStage {
  /** The folder that stands for the root of its file system; without what its base image brings. */
  readonly root: string;
  readonly workdir: string;
  readonly env: Readonly<Record<string, string>>;
  readonly command: readonly string[];
}

/**
 * Carries out the COPY and RUN instructions of a Dockerfile in folders instead of images, with the programs and the environment that are given.
 * What one stage copies from another is linked. Throws when an instruction fails, copies what is not there, or is one that it does not know.
 */
export async function withoutContainers(repository: string, folder: string, environment: NodeJS.ProcessEnv): Promise<FinalStage> {
  const roots = new Map<string, string>();
  let stage = { root: '', workdir: '/', env: {} as Record<string, string>, command: [] as string[] };
  for (const line of instructions(readFileSync(join(repository, 'Dockerfile'), 'utf8'))) {
    const [, word, rest] = /^(\w+)\s+([^]*)$/.exec(line) ?? [];
    const inside = (path: string) => path.startsWith('/') ? join(stage.root, path) : join(stage.root, stage.workdir, path);
    switch (word) {
      case 'FROM': {
        const name = / AS (\S+)$/.exec(rest)?.[1] ?? 'final';
        stage = { root: join(folder, name), workdir: '/', env: {}, command: [] };
        roots.set(name, stage.root);
        mkdirSync(stage.root, { recursive: true });
        break;
      }
      case 'WORKDIR':
        stage.workdir = rest;
        mkdirSync(inside('.'), { recursive: true });
        break;
      case 'COPY': {
        const [, from] = /^--from=(\S+) /.exec(rest) ?? [];
        const paths = rest.replace(/^--from=\S+ /, '').split(/\s+/);
        const to = paths.pop() as string;
        for (const path of paths) {
          const source = join(from === undefined ? repository : roots.get(from) ?? '', path);
          const intoFolder = to.endsWith('/') && statSync(source).isFile();
          const target = intoFolder ? join(inside(to), basename(path)) : inside(to);
          if (from === undefined) {
            cpSync(source, target, { recursive: true, verbatimSymlinks: true });
          } else {
            mkdirSync(dirname(target), { recursive: true });
            mustSucceed(line, run('cp', ['-al', statSync(source).isDirectory() ? `${source}/.` : source, target]));
          }
        }
        break;
      }
      case 'RUN':
        mustSucceed(line, await runAsync('sh', ['-ec', rest.replace(/^(--mount=\S+\s+)*/, '')], { cwd: inside('.'), env: { ...environment, ...stage.env } }));
        break;
      case 'ENV':
        Object.assign(stage.env, Object.fromEntries([rest.split('=')]));
        break;
      case 'CMD':
        stage.command = JSON.parse(rest) as string[];
        break;
      case 'ARG': case 'LABEL': case 'USER': case 'EXPOSE':
        break;
      default:
        throw new Error(`not known here: ${line}`);
    }
  }
  return stage;
}

function instructions(dockerfile: string): string[] {
  return dockerfile.replace(/^#.*\n/gm, '').replace(/\\\n\s*/g, '').split('\n').filter(line => line.trim() !== '');
}
