import { readFileSync, statSync } from 'fs';
import { join } from 'path';
import { App, AppProps } from 'cdk8s';
import { catalogOutput } from './catalog';
import { CatalogProps } from './catalog-props';
import { Governed, govern, waiversOf } from './governance';
import { CatalogSpec, resolveCatalog } from './resolve-catalog';
import { ID_RULE, isId } from '../core/names';
import { Problems, fail, reportProblems } from '../core/problems';
import { RenderedOutput } from '../core/rendered';
import { warningsOf } from '../core/warnings';
import { Environment } from '../environment/environment';
import { effectiveControls } from '../policy/effective-controls';
import { resolveEnvironment } from '../standards/environment-spec';
import { Standards } from '../standards/standards';
import { TerraformReferenceResolver } from '../synth/foreign-tokens';
import { LEDGER_FILE } from '../synth/ledger';
import { summary } from '../synth/summary';
import { render, writeOutput } from '../synth/synth';
import { toYaml } from '../synth/yaml';

/** A program that declares what a system runs. */
export interface PlatformAppProps extends AppProps {
  /** Name of the system that everything in the program belongs to: 1 to 40 lower-case letters, digits and single hyphens. */
  readonly system: string;

  /**
   * Id of the team that owns everything in the program.
   *
   * @default - every construct names its own
   */
  readonly team?: string;

  /**
   * What the platform team has decided.
   *
   * @default Standards.reference()
   */
  readonly standards?: Standards;

  /**
   * What people read in the catalog about the system.
   *
   * @default - what follows from the program
   */
  readonly catalog?: CatalogProps;

  /**
   * Folder of the organisation's own controls, relative to the working directory: YAML files, each of them a control beside the library's
   * or what makes one of these stricter. `pavement policies test` asks them about their examples. Whoever verifies the output names the
   * same folder: `pavement verify --controls`.
   *
   * @default - the library's controls as they are
   */
  readonly controls?: string;

  /**
   * File of the waivers that the system has been granted, relative to the working directory.
   *
   * @default - `governance/waivers.yaml` below `rootdir`, where there is one
   */
  readonly waivers?: string;

  /**
   * Folder that the output is written below: `dist`, `cdktf.out`, `governance` and the file `catalog-info.yaml`. `outdir` and the environment
   * variables `CDK8S_OUTDIR`, `CDKTF_OUTDIR` and `PAVEMENT_GOVERNANCE_OUTDIR` still say where each of them goes.
   *
   * @default - the working directory
   */
  readonly rootdir?: string;
}

/**
 * The root of a program: a cdk8s App that writes Kubernetes manifests and Terraform for every environment, checked before the first
 * byte is written.
 */
export class PlatformApp extends App {
  /** The environments of the standards, in the order in which changes travel through them. */
  public readonly environments: Environment[];

  /** Name of the system that everything in the program belongs to. */
  public readonly system: string;

  private readonly team?: string;
  private readonly catalog: CatalogSpec;
  private readonly standards: Standards;
  private readonly rootdir: string;
  private readonly controls?: string;
  private readonly waivers?: string;
  private readonly recordsMetadata: boolean;

  /**
   * Begins a program.
   *
   * @param props - which system, whose, by which standards
   */
  constructor(props: PlatformAppProps) {
    if (typeof props !== 'object' || props === null) {
      fail('app', 'the props of an app must be an object', props, 'write new PlatformApp({ system: \'checkout\' })');
    }
    const rootdir = props.rootdir ?? '.';
    super({
      ...props,
      outdir: props.outdir ?? process.env.CDK8S_OUTDIR ?? join(rootdir, 'dist'),
      resolvers: [new TerraformReferenceResolver(), ...props.resolvers ?? []],
    });
    this.standards = props.standards ?? Standards.reference();
    this.rootdir = rootdir;
    this.controls = props.controls;
    this.waivers = props.waivers;
    this.recordsMetadata = props.recordConstructMetadata ?? process.env.CDK8S_RECORD_CONSTRUCT_METADATA === 'true';
    this.system = props.system ?? '';
    this.team = props.team;

    const { environments, teams } = this.standards.props;
    const problems = new Problems();
    problems.must(isId(props.system), `system must be ${ID_RULE}`, props.system, 'every name on both planes is made from it');
    problems.must(
      props.team === undefined || Object.hasOwn(teams, props.team), `team must be one of ${Object.keys(teams).join(', ')}`, props.team,
      'correct it, or ask the platform team to add the team to the standards',
    );
    this.catalog = resolveCatalog(props.catalog, this.standards.props, problems);
    reportProblems(this, problems);
    this.environments = Object.keys(environments).map(name => Environment._create(this, {
      spec: resolveEnvironment(this.standards.props, name), system: this.system, team: props.team, components: new Map(), declarations: new Map(),
    }));
  }

  /**
   * One environment of the standards.
   *
   * @param name - its name, such as `prod`
   * @throws when the standards have no such environment
   */
  public environment(name: string): Environment {
    return this.environments.find(({ environmentName }) => environmentName === name) ?? fail(
      'app', `environment must be one of ${this.environments.map(({ environmentName }) => environmentName).join(', ')}`, name,
      'correct it, or ask the platform team to add the environment to the standards',
    );
  }

  /**
   * Writes everything: manifests to `dist/<environment>/`, Terraform to `cdktf.out/stacks/<environment>/`, what was written and how it was
   * checked to `governance/`,
   * and what exists to `catalog-info.yaml`, in which entities and fields that were added by hand stay. What holds data is remembered in
   * `pavement.ledger.json`, which is to be committed beside the program: something of it that is gone, renamed, to be replaced or to shrink
   * fails the next synth. A short summary goes to standard error.
   *
   * @throws with every problem of the program, or every finding of the controls, at once; then nothing has been written and the previous output is as it was
   */
  public synth(): void {
    const output = this.rendered();
    const { origin, reports, waivers, warnings } = this.governed(output);
    const catalog = catalogOutput(this, output, {
      system: this.system, team: this.team, about: this.catalog, standards: this.standards.props, library: `pavement ${libraryVersion()}`, folder: this.rootdir,
    });
    const written = writeOutput({ ...output, files: [...output.files, ...catalog.files] }, {
      folders: {
        manifests: this.outdir,
        terraform: process.env.CDKTF_OUTDIR ?? join(this.rootdir, 'cdktf.out'),
        root: this.rootdir,
        governance: process.env.PAVEMENT_GOVERNANCE_OUTDIR ?? join(this.rootdir, 'governance'),
      },
      stateDirectory: join(this.rootdir, '.pavement'),
      origin,
      reports: reports(),
      waivers,
      untouched: catalog.untouched,
      recordConstructMetadata: this.recordsMetadata,
    });
    process.stderr.write([...warningsOf(this), ...warnings, ...catalog.warnings].map(warning => `warning: ${warning}\n`).join('') + summary(output, written));
  }

  /**
   * The manifests of all environments as one YAML text; writes nothing.
   *
   * @throws with every problem of the program at once
   */
  public synthYaml(): string {
    const output = this.rendered();
    this.governed(output);
    return toYaml(output.resources.filter(({ plane }) => plane === 'kubernetes').map(({ body }) => body));
  }

  /** What the program renders to; the ledger beside it says what must be in it. */
  private rendered(): RenderedOutput {
    const ledger = join(this.rootdir, LEDGER_FILE);
    return render(this, statSync(ledger, { throwIfNoEntry: false })?.isFile() ? readFileSync(ledger, 'utf8') : undefined);
  }

  /** What the controls say about what is about to be written. */
  private governed(output: RenderedOutput): Governed {
    return govern(this, output, {
      controls: effectiveControls(this.controls),
      standards: this.standards,
      waivers: waiversOf(this.rootdir, this.waivers),
      libraryVersion: libraryVersion(),
    });
  }
}

function libraryVersion(): string {
  const manifest = require('../../package.json') as { version: string }; // eslint-disable-line @typescript-eslint/no-require-imports
  return manifest.version;
}
