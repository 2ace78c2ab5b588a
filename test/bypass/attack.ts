import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { ApiObject } from 'cdk8s';
import { TerraformStack } from 'cdktf';
import { PlatformError } from '../../src/core/problems';
import { runCli } from '../cli/run-cli';
import { contents, scratch } from '../synth/scratch';
import { IMAGE } from '../synthesised';
import { PlatformApp, PlatformAppProps, PlatformService, PostgresInstance, PostgresSize, TeamNamespace } from 'pavement';

/** A program as a developer has it: a service and its database in production. */
export interface Program {
  readonly app: PlatformApp;
  readonly api: PlatformService;
  readonly orders: PostgresInstance;
  readonly stack: TerraformStack;
  readonly instance: DbInstance;
  /** Manifests of the service, by id. */
  readonly manifest: (id: string) => ApiObject;
}

/** A way to get something past the platform. */
export interface Attack {
  /** What is tried, as the page says it. */
  readonly what: string;
  /** Props that the app is begun with. */
  readonly props?: Partial<PlatformAppProps> & Readonly<Record<string, unknown>>;
  /** Whether an honest release of the program was made before. */
  readonly released?: boolean;
  /** What is in the folder before the synth. */
  readonly beforehand?: (root: string) => void;
  /** Environment variables of the synth. `ROOT` in a value is the folder of the program. */
  readonly env?: Readonly<Record<string, string>>;
  /** What the program does before it is synthesised. A function as the answer undoes what outlives the program, for attacks on the process itself. */
  readonly program?: (program: Program) => unknown;
  /** How the program is synthesised, where it is not by `app.synth()`. */
  readonly synth?: (app: PlatformApp) => void;
  /** What is done to the output afterwards. */
  readonly afterwards?: (root: string) => void;
  /** What comes of it. */
  readonly result: Result;
  /** Why it may be accepted, as the page says it. */
  readonly because?: string;
}

/** Where an attack is found and by which controls, or that it changes nothing of what is written. */
export interface Result {
  /** `accepted` is what is written and no finding. */
  readonly found: 'synth' | 'verify' | 'no effect' | 'accepted';
  /** Ids of controls; `program` is what a synth refuses before any control is asked. */
  readonly by: readonly string[];
}

export const inSynth = (...by: string[]): Result => ({ found: 'synth', by });
export const inVerify = (...by: string[]): Result => ({ found: 'verify', by });
export const NO_EFFECT: Result = { found: 'no effect', by: [] };
export const ACCEPTED: Result = { found: 'accepted', by: [] };

/** Carries an attack out in a folder of its own and says what comes of it. */
export async function carryOut({ props, released = false, beforehand, env = {}, program, synth = app => app.synth(), afterwards }: Omit<Attack, 'what' | 'result' | 'because'>): Promise<Result> {
  const root = scratch();
  const before = { ...process.env };
  if (released) {
    declare(root).app.synth();
  }
  beforehand?.(root);
  const previous = contents(root);
  let undo: unknown;
  try {
    Object.entries(env).forEach(([name, value]) => { process.env[name] = value.replace('ROOT', root); });
    const built = declare(root, props);
    undo = program?.(built);
    synth(built.app);
  } catch (error) {
    if (!(error instanceof PlatformError)) {
      throw error;
    }
    expect(contents(root)).toEqual(previous);
    return inSynth(...ids(error.problems.map(problem => /^\[([A-Z0-9]+-\d+)\]/.exec(problem)?.[1] ?? 'program')));
  } finally {
    if (typeof undo === 'function') {
      (undo as () => void)();
    }
    Object.keys(env).forEach(name => delete process.env[name]);
    Object.assign(process.env, before);
  }
  afterwards?.(root);
  // as the pipeline does it: in a process that the program has no part in
  const { code, stdout } = await runCli(root, 'verify', '--format', 'json');
  const { findings } = JSON.parse(stdout) as { findings: { control: string; blocking: boolean }[] };
  const blocking = findings.filter(finding => finding.blocking);
  expect(code).toBe(blocking.length > 0 ? 1 : 0);
  if (blocking.length > 0) {
    return inVerify(...ids(blocking.map(({ control }) => control)));
  }
  return JSON.stringify(contents(root)) === JSON.stringify(untouched()) ? NO_EFFECT : ACCEPTED;
}

function declare(rootdir: string, props?: Attack['props']): Program {
  const app = new PlatformApp({ system: 'shop', team: 'team-payments', ...props, rootdir });
  const prod = app.environment('prod');
  new TeamNamespace(prod, 'namespace');
  const api = new PlatformService(prod, 'api', { image: IMAGE });
  const orders = new PostgresInstance(prod, 'orders', { size: PostgresSize.SMALL });
  api.bind(orders);
  const stack = prod.node.findChild('terraform') as TerraformStack;
  return { app, api, orders, stack, instance: stack.node.findChild('orders') as DbInstance, manifest: id => api.node.findChild(id) as ApiObject };
}

let honest: Record<string, string> | undefined;

/** What the program writes when nobody does anything to it. */
function untouched(): Record<string, string> {
  if (!honest) {
    const root = scratch();
    declare(root).app.synth();
    honest = contents(root);
  }
  return honest;
}

function ids(found: readonly string[]): string[] {
  return [...new Set(found)].sort();
}
