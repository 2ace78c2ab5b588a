import { join } from 'path';
import { measured } from './child';
import { Options } from './options';
import { createProject, program } from './project';
import { Report, time } from './report';
import { interleaved, spread } from './statistics';

/** What a program without a database, and without a generator of projects, must never load. */
const NOT_FOR_A_SERVICE = /node_modules\/(@cdktf\/provider-aws|cdktf|cdk8s-plus-\d+|projen)\//;

interface Measurement {
  readonly loadMs: number;
  readonly totalMs: number;
  readonly modules: string[];
}

/** What a program pays for what it uses. */
export function loading({ runs }: Options): Report {
  const project = createProject({ 'loading.js': program('loading') }, ['pavement']);
  try {
    const measure = (wanted: string) => (): Measurement =>
      measured(join(project.folder, 'loading.js'), [wanted, join(project.folder, 'output')], project.folder);
    const results = interleaved({ app: measure('app'), service: measure('service'), database: measure('database') }, runs);
    const unwanted = [...results.app, ...results.service].flatMap(({ modules }) => modules).filter(module => NOT_FOR_A_SERVICE.test(module));
    return {
      title: 'Loading',
      about: ['A program in one environment, in a fresh plain Node.js process each; in turns; median (fastest–slowest).'],
      head: ['program', '`require(\'pavement\')`', 'until synthesised', 'modules', 'of them cdk8s', 'cdktf', 'AWS provider'],
      rows: Object.entries({ 'app only': results.app, 'service': results.service, 'service + database': results.database })
        .map(([name, measurements]) => [
          name,
          spread(measurements.map(({ loadMs }) => loadMs), time),
          spread(measurements.map(({ totalMs }) => totalMs), time),
          String(measurements[0].modules.length),
          ...['cdk8s', 'cdktf', '@cdktf/provider-aws'].map(owner => String(countOf(measurements[0].modules, owner))),
        ]),
      results: [unwanted.length === 0
        ? 'a program with a service only loads nothing of cdktf, the AWS provider, cdk8s-plus or projen: met'
        : `a program with a service only loads ${unwanted[0]}: **missed**`],
      missed: unwanted.length === 0 ? [] : [`a program with a service only loads ${unwanted[0]}`],
    };
  } finally {
    project.remove();
  }
}

/** Modules of a package and of what is installed inside it. */
function countOf(modules: string[], name: string): number {
  return modules.filter(module => module.includes(`/node_modules/${name}/`)).length;
}
