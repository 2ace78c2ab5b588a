import { readFileSync } from 'fs';
import { join } from 'path';
import { k8sClasses } from './k8s-classes';
import { ROOT } from './library';
import { Project, createProject } from './project';

const TEMPLATE = join(ROOT, 'node_modules/cdk8s-cli/templates/typescript-app');

/** What the template's package.json depends on. */
const PACKAGES = ['cdk8s', 'cdk8s-plus-33', 'constructs', 'cdk8s-cli', '@types/node', '@types/jest', 'jest', 'ts-jest', 'typescript', 'ts-node'];

/** A project as `cdk8s init typescript-app` makes it, with a Deployment and a Service where its main.ts says so. */
export function cdk8sProject(): Project {
  const file = (name: string) => readFileSync(join(TEMPLATE, name), 'utf8').replace(/\{\{ \$base \}\}/g, 'hello');
  return createProject({
    'main.ts': withResources(file('main.ts')),
    'main.test.ts': file('main.test.ts'),
    'cdk8s.yaml': file('cdk8s.yaml'),
    'package.json': file('package.json'),
    'tsconfig.json': file('tsconfig.json'),
    'jest.config.js': file('jest.config.js'),
    'imports/k8s.ts': k8sClasses(),
  }, PACKAGES);
}

/** The settings of a new cdk8s project. */
export function cdk8sTsconfig(): string {
  return readFileSync(join(TEMPLATE, 'tsconfig.json'), 'utf8');
}

function withResources(main: string): string {
  const placeholder = '    // define resources here\n';
  if (!main.includes(placeholder)) {
    throw new Error('the template of cdk8s-cli has changed; say where its resources belong');
  }
  return `import { IntOrString, KubeDeployment, KubeService } from './imports/k8s';\n${main.replace(placeholder, `
    const label = { app: 'hello-k8s' };
    new KubeService(this, 'service', {
      spec: {
        type: 'LoadBalancer',
        ports: [{ port: 80, targetPort: IntOrString.fromNumber(8080) }],
        selector: label,
      },
    });
    new KubeDeployment(this, 'deployment', {
      spec: {
        replicas: 2,
        selector: { matchLabels: label },
        template: {
          metadata: { labels: label },
          spec: { containers: [{ name: 'hello-kubernetes', image: 'paulbouwer/hello-kubernetes:1.7', ports: [{ containerPort: 8080 }] }] },
        },
      },
    });
`)}`;
}
