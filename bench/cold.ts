import { readFileSync, rmSync } from 'fs';
import { join } from 'path';
import { cdk8sProject, cdk8sTsconfig } from './cdk8s-template';
import { timed } from './child';
import { ORIGIN } from './k8s-classes';
import { ROOT } from './library';
import { Options } from './options';
import { Project, createProject } from './project';
import { Report, judge, time } from './report';
import { interleaved, median, spread } from './statistics';

const QUICK_START = join(ROOT, 'examples/quick-start');
const CHECKED = 'npx ts-node main.ts';
const TRANSPILED = 'node -r ts-node/register/transpile-only main.ts';

/** The first synth of the quick start, and of the project that cdk8s itself starts with. */
export function cold({ runs }: Options): Report {
  const [ours, theirs] = [quickStart(), cdk8sProject()];
  try {
    const shipped = appCommand(join(QUICK_START, 'cdk8s.yaml'));
    const subjects = {
      oursShipped: synth(ours, shipped),
      theirsShipped: synth(theirs, appCommand(join(theirs.folder, 'cdk8s.yaml'))),
      oursChecked: synth(ours, CHECKED),
      theirsTranspiled: synth(theirs, TRANSPILED),
    };
    const times = interleaved(subjects, Math.max(runs, 5));
    const ratio = (a: string, b: string) => median(times[a]) / median(times[b]);
    const shown = (name: string) => spread(times[name], time);
    const headline = judge('pavement / cdk8s, each as it ships', ratio('oursShipped', 'theirsShipped'), '≤', 0.4);
    return {
      title: 'A cold `cdk8s synth`',
      about: [
        'Fresh processes, nothing cached but files by the operating system; in turns; median (fastest–slowest).',
        `pavement: the quick start, a service and a database in every environment. It ships with \`app: ${shipped}\`: no type check at synth.`,
        `cdk8s: its TypeScript template with a Deployment and a Service. It ships with \`app: ${CHECKED}\`: a type check at every synth.`,
        `The template's \`imports/k8s.ts\` is ${ORIGIN}.`,
        'Dependencies are the versions installed here, in place of those that the template would install. The look-up of a newer cdk8s-cli is off.',
      ],
      head: ['app command', 'pavement', 'cdk8s', 'pavement / cdk8s'],
      rows: [
        ['as it ships', shown('oursShipped'), shown('theirsShipped'), ratio('oursShipped', 'theirsShipped').toFixed(2)],
        [`both \`${CHECKED}\``, shown('oursChecked'), shown('theirsShipped'), ratio('oursChecked', 'theirsShipped').toFixed(2)],
        [`both \`${TRANSPILED}\``, shown('oursShipped'), shown('theirsTranspiled'), ratio('oursShipped', 'theirsTranspiled').toFixed(2)],
      ],
      ...headline,
    };
  } finally {
    ours.remove();
    theirs.remove();
  }
}

/** The quick start as a project of its own, with the compiler settings of a new cdk8s project. */
function quickStart(): Project {
  const file = (name: string) => readFileSync(join(QUICK_START, name), 'utf8');
  return createProject(
    { 'main.ts': file('main.ts'), 'cdk8s.yaml': file('cdk8s.yaml'), 'tsconfig.json': cdk8sTsconfig() },
    ['pavement', 'cdk8s', 'cdktf', '@cdktf/provider-aws', 'constructs', 'cdk8s-cli', '@types/node', 'typescript', 'ts-node'],
  );
}

function synth(project: Project, command: string): () => number {
  return () => {
    ['dist', 'cdktf.out', 'governance'].forEach(folder => rmSync(join(project.folder, folder), { recursive: true, force: true }));
    return timed([process.execPath, 'node_modules/cdk8s-cli/bin/cdk8s', 'synth', '--app', command, '--output', 'dist'], project.folder);
  };
}

function appCommand(settings: string): string {
  const command = /^app: (.*)$/m.exec(readFileSync(settings, 'utf8'))?.[1];
  if (command === undefined) {
    throw new Error(`${settings} has no app command`);
  }
  return command;
}
