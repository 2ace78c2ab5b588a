import { readFileSync } from 'fs';
import { Project, YamlFile } from 'projen';
import type { Condition } from './condition';
import { formPages } from './form';
import { FORMS } from './forms';
import { FACTS, MARKS, OPTIONAL, defaults } from './open-service';
import { ASKED } from './questions';
import { TEMPLATE_EXTENSION, WrittenFile, expressionOf, skeletonOf } from './skeleton';
import { serviceVariants } from './variants';
import { inDraft } from '../files/draft';
import { SERVICE_OPTIONS } from '../options/option-table';
import type { PlatformServiceTsOptions } from '../options/options';
import { PROJECT_TYPES } from '../types';

/** Options that are decided when a template is built, and not asked for. */
type Decided = Partial<PlatformServiceTsOptions>;

/** Options that every form gives. */
const ALWAYS = ['name', 'owner', 'repository'];

const OWNER = '(parameters.owner | parseEntityRef({ defaultKind: "group" }) | pick("name"))';
const REPOSITORY = '((parameters.repoUrl | parseRepoUrl).owner + "/" + (parameters.repoUrl | parseRepoUrl).repo)';

/**
 * A template for Backstage's scaffolder: `template.yaml`, and below `skeleton` what it makes repositories from.
 *
 * @param version - the version of this package, which the library shares
 * @param type - project type of the repositories
 */
export function backstageTemplate(decided: Decided, version: string, type = 'platform-service-ts'): Map<string, WrittenFile> {
  const { files, when } = skeletonOf(serviceVariants(type, decided, version), MARKS);
  return new Map([
    ['template.yaml', { text: yaml(entity(type, decided, version, when)), executable: false }],
    [`skeleton/.projenrc.ts${TEMPLATE_EXTENSION}`, { text: projenrc(PROJECT_TYPES[type].className, decided), executable: false }],
    ...[...files].map(([path, file]): [string, WrittenFile] => [`skeleton/${path}`, file]),
  ]);
}

function entity(type: string, decided: Decided, version: string, when: Readonly<Record<string, Condition>>): object {
  const answer = (option: string) => {
    const value = decided[option as keyof Decided];
    return value === undefined ? `parameters.${option}` : JSON.stringify(value);
  };
  const facts = Object.fromEntries(FACTS.map(({ name, option, asked }) => [name, asked(answer(option))]));
  const orDefault = Object.entries(defaults(version, { name: 'parameters.name', owner: OWNER }))
    .map(([option, fallback]) => [option, `\${{ ${answer(option)} or ${fallback} }}`]);
  const orNothing = OPTIONAL.map(option => [option, `\${{ ${answer(option)} if ${answer(option)} is defined else "" }}`]);
  const spelled = (condition: Condition) => expressionOf(condition).replace(/values\.(\w+)/g, (_, fact: string) => `(${facts[fact]})`);
  return {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: {
      name: type,
      title: FORMS[type].title,
      description: 'A service that answers HTTP, with its infrastructure, its pipeline and what the platform asks of every service',
      tags: ['golden-path', 'service', FORMS[type].language],
    },
    spec: {
      type: 'service',
      parameters: formPages(Object.keys(decided)),
      steps: [
        {
          id: 'write',
          name: 'Write the files',
          action: 'fetch:template',
          input: {
            url: './skeleton',
            templateFileExtension: true,
            trimBlocks: true,
            values: {
              given: '${{ parameters }}',
              name: '${{ parameters.name }}',
              owner: `\${{ ${OWNER} }}`,
              repository: `\${{ ${REPOSITORY} }}`,
              ...Object.fromEntries(orDefault),
              ...Object.fromEntries(orNothing),
              ...Object.fromEntries(Object.entries(facts).map(([name, expression]) => [name, `\${{ ${expression} }}`])),
              // a folder with this name is the one above it, or is left out with all that is in it
              when: Object.fromEntries(Object.entries(when).map(([name, condition]) => [name, `\${{ "." if ${spelled(condition)} else "" }}`])),
            },
          },
        },
        ...publish(answer('ci')),
        {
          id: 'register',
          name: 'Enter it into the catalog',
          action: 'catalog:register',
          // the catalog has it as soon as the first synth is committed
          input: { repoContentsUrl: `\${{ ${published('repoContentsUrl')} }}`, catalogInfoPath: '/catalog-info.yaml', optional: true },
        },
      ],
      output: {
        links: [{ title: 'Repository', url: `\${{ ${published('remoteUrl')} }}` }],
        text: [{
          title: 'One thing left to do',
          content: 'Clone it and run `npm install && npx projen && npx projen synth`, then commit and push what that has written: the lockfile, manifests, Terraform and the entry of the catalog. The pipeline does the rest.',
        }],
      },
    },
  };
}

/** GitHub when there is a pipeline for it, else GitLab. */
function publish(ci: string): object[] {
  const onGithub = `"github" in (${ci} or ["github"])`;
  const input = { repoUrl: '${{ parameters.repoUrl }}', description: '${{ parameters.description }}', defaultBranch: 'main' };
  return [
    { id: 'github', name: 'Create the repository', if: `\${{ ${onGithub} }}`, action: 'publish:github', input },
    { id: 'gitlab', name: 'Create the repository', if: `\${{ not (${onGithub}) }}`, action: 'publish:gitlab', input: { repoUrl: input.repoUrl, defaultBranch: input.defaultBranch } },
  ];
}

function published(output: string): string {
  return `steps.github.output.${output} or steps.gitlab.output.${output}`;
}

/** `.projenrc.ts` as `projen new` writes it. */
function projenrc(className: string, decided: Decided): string {
  const lines = Object.keys(SERVICE_OPTIONS).sort().map(option => {
    const value = decided[option as keyof Decided];
    if (value !== undefined) {
      return `  ${option}: ${JSON.stringify(value)},\n`;
    }
    if (ALWAYS.includes(option)) {
      return `  ${option}: \${{ values.${option} | dump }},\n`;
    }
    if (!ASKED.includes(option)) {
      return '';
    }
    const given = `values.given.${option}`;
    const said = { flag: `${given} === true or ${given} === false`, number: `${given} or ${given} === 0`, text: given, list: given }[SERVICE_OPTIONS[option].kind];
    return `{% if ${said} %}\n  ${option}: \${{ ${given} | dump }},\n{% endif %}\n`;
  });
  return `import { ${className} } from "pavement-golden-path";\nconst project = new ${className}({\n${lines.join('')}});\nproject.synth();`;
}

function yaml(value: object): string {
  return inDraft(outdir => {
    const file = new YamlFile(new Project({ name: 'template', outdir }), 'template.yaml', { obj: value, marker: false });
    file.project.synth();
    return readFileSync(file.absolutePath, 'utf8');
  });
}
