import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { parseAllDocuments } from 'yaml';
import { Image, PlatformApp, PlatformAppProps } from 'pavement';

/** An image that every environment of the reference standards accepts. */
export const IMAGE = Image.digest('registry.example.com/shop/api', `sha256:${'0123456789abcdef'.repeat(4)}`);

/** What a synth says about its output, in the order of the paths. */
export const GOVERNANCE_FILES = ['attestation.json', 'catalog.json', 'report.csv', 'report.json', 'report.junit.xml', 'report.sarif', 'standards.json'].map(name => `governance/${name}`);

/** The same of a program that has no components. */
export const GOVERNANCE_WITHOUT_CATALOG = GOVERNANCE_FILES.filter(name => name !== 'governance/catalog.json');

// a test reads documents whose shape it states by reading them
export type Document = any; // eslint-disable-line @typescript-eslint/no-explicit-any

/** What a program wrote. */
export class Synthesised {
  constructor(public readonly files: Record<string, string>) {}

  /** The manifests of a component. */
  public manifests(environment: string, component: string): Document[] {
    return parseAllDocuments(this.files[`dist/${environment}/${component}.k8s.yaml`] ?? '').map(document => document.toJS() as Document);
  }

  /** The manifests of a component that are of a kind. */
  public ofKind(environment: string, component: string, kind: string): Document[] {
    return this.manifests(environment, component).filter(document => document.kind === kind);
  }

  /** The only manifest of a component that is of a kind. */
  public one(environment: string, component: string, kind: string): Document {
    const [document, ...others] = this.ofKind(environment, component, kind);
    expect(document).toBeDefined();
    expect(others).toEqual([]);
    return document;
  }

  /** The Terraform of an environment. */
  public terraform(environment: string): Document {
    return JSON.parse(this.files[`cdktf.out/stacks/${environment}/cdk.tf.json`] ?? '{}');
  }

  /** A Terraform resource. */
  public resource(environment: string, type: string, name: string): Document {
    return this.terraform(environment).resource?.[type]?.[name];
  }
}

/** Runs a program in a folder of its own and answers what it wrote. */
export function synthesise(build: (app: PlatformApp) => void, props: Partial<PlatformAppProps> = {}): Synthesised {
  return synthesiseInTurn([build], props)[0];
}

/** Runs programs one after the other in one folder, as the same program is changed, and answers what each wrote. */
export function synthesiseInTurn(builds: readonly ((app: PlatformApp) => void)[], props: Partial<PlatformAppProps> = {}): Synthesised[] {
  const rootdir = mkdtempSync(join(tmpdir(), 'pavement-test-'));
  try {
    return builds.map(build => {
      const app = new PlatformApp({ system: 'shop', team: 'team-payments', ...props, rootdir });
      build(app);
      app.synth();
      return new Synthesised(contents(rootdir));
    });
  } finally {
    rmSync(rootdir, { recursive: true, force: true });
  }
}

/** The files of a folder, by path. */
export function contents(folder: string): Record<string, string> {
  return Object.fromEntries(readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .map(path => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]));
}
