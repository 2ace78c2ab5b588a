import { execFileSync } from 'child_process';
import { mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { buildSync } from 'esbuild';
import { builtLibrary } from '../synth/built';

/** A folder with the command in it, and in the command the library for completion, as the package has it. */
function command(): string {
  const bin = join(builtLibrary(), 'bin');
  const cli = join(bin, '../node_modules/pavement/lib/cli');
  const outfile = join(cli, 'bundled/completion-engine.js');
  buildSync({ entryPoints: ['@bomb.sh/tab/commander'], bundle: true, platform: 'node', format: 'cjs', outfile, absWorkingDir: join(__dirname, '../..') });
  mkdirSync(bin);
  writeFileSync(join(bin, 'pavement'), `#!/bin/sh\nexec "${process.execPath}" "${join(cli, 'main.js')}" "$@"\n`, { mode: 0o755 });
  return bin;
}

/** What bash offers when the tabulator key is pressed behind words. */
function offered(bin: string, ...words: string[]): string[] {
  const script = `
    # of the package bash-completion, which the script asks for
    _get_comp_words_by_ref() { cur="\${COMP_WORDS[COMP_CWORD]}"; prev="\${COMP_WORDS[COMP_CWORD - 1]}"; words=("\${COMP_WORDS[@]}"); cword=$COMP_CWORD; }
    source <(pavement completion bash)
    COMP_WORDS=(pavement "$@"); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); COMP_LINE="\${COMP_WORDS[*]}"; COMP_POINT=\${#COMP_LINE}
    $(complete -p pavement | sed 's/.*-F \\([^ ]*\\).*/\\1/')
    printf '%s\\n' "\${COMPREPLY[@]}"`;
  const output = execFileSync('bash', ['-c', script, 'bash', ...words], { encoding: 'utf8', env: { PATH: `${bin}:${process.env.PATH}` }, stdio: ['ignore', 'pipe', 'pipe'] });
  return output.trim().split('\n').map(line => line.split(/\s/)[0]);
}

const bin = command();

test.each([
  ['commands', ['catalog', 'gr'], ['graph']],
  ['options', ['catalog', 'build', '--port'], ['--portal']],
  ['values of options', ['catalog', 'build', '--portal', 'b'], ['backstage']],
])('bash completes %s', (_, words, expected) => {
  expect(offered(bin, ...words)).toEqual(expected);
});

test.each(['bash', 'zsh', 'fish'])('%s gets a script of its own', shell => {
  const script = execFileSync(join(bin, 'pavement'), ['completion', shell], { encoding: 'utf8' });

  expect(script).toContain(`# ${shell} completion for pavement`);
});
