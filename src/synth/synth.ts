import { App } from 'cdk8s';
import type { TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import { Origin, WaiverRecord, attestation } from './attestation';
import { declaredState, prepareRetired, retiredIn } from './declared-state';
import { recordedExceptions } from './exceptions';
import { foreignTokens } from './foreign-tokens';
import { invalidConstructs } from './invalid-constructs';
import { LEDGER_FILE, LedgerRecord, checkLedger, ledgerText, letGo, parseLedger } from './ledger';
import { RenderedObject, renderManifests } from './render-manifests';
import { OutputFolders, Written, clashes, write } from './write';
import { PlatformError, throwProblems } from '../core/problems';
import { RenderedFile, RenderedOutput } from '../core/rendered';

/** What cdktf marks a stack with; asked for without loading cdktf. */
const STACK_SYMBOL = Symbol.for('cdktf/TerraformStack');

/** Where the output goes and what it is made from. */
export interface SynthOptions {
  readonly folders: OutputFolders;
  /** Where the journal of a commit is kept while it is under way. */
  readonly stateDirectory: string;
  readonly origin: Origin;
  /** What is said about the output, beside it. */
  readonly reports: readonly RenderedFile[];
  /** The waivers that let something pass. */
  readonly waivers: readonly WaiverRecord[];
  /** Names of files that nobody touches, even where an earlier synth wrote them and this one does not. */
  readonly untouched?: readonly string[];
  /** Whether to write down which construct made which object, for cdk8s validation plugins. */
  readonly recordConstructMetadata: boolean;
}

/**
 * Renders the tree once and checks what came out. Throws with every problem of the program; writes nothing.
 *
 * @param ledger - what the ledger beside the program says; nothing when there is none yet
 */
export function render(app: App, ledger?: string): RenderedOutput {
  const records = parseLedger(ledger);
  prepareRetired(app, records);
  const constructs = app.node.findAll();
  const invalid = invalidConstructs(constructs);
  let output: RenderedOutput;
  try {
    output = renderAll(app, constructs, records);
  } catch (error) {
    // what cannot be rendered may only be the consequence of what is invalid
    throwProblems([...invalid, ...error instanceof PlatformError ? error.problems : []]);
    throw error;
  }
  const remembered = checkLedger(records, declaredState(constructs, output.files, invalid.length === 0));
  throwProblems([...invalid, ...foreignTokens(output), ...clashes(output.files), ...remembered.problems]);
  const text = ledgerText(remembered.records);
  return text === undefined ? output : { ...output, files: [...output.files, { folder: 'root', path: LEDGER_FILE, content: text }] };
}

/** Writes a rendered output in place of the previous one. */
export function writeOutput(output: RenderedOutput, options: SynthOptions): Written {
  const files = [...output.files, ...options.reports, ...options.recordConstructMetadata ? [constructMetadata(output)] : []];
  const { folders, stateDirectory, origin, waivers, untouched } = options;
  return write([...files, attestation(files, origin, output.exceptions, waivers)], folders, stateDirectory, untouched);
}

function renderAll(app: App, constructs: readonly IConstruct[], records: readonly LedgerRecord[]): RenderedOutput {
  const manifests = renderManifests(app, constructs);
  const exceptions = recordedExceptions(constructs);
  const stacks = constructs.filter((construct): construct is TerraformStack => STACK_SYMBOL in construct);
  if (stacks.length === 0) {
    return { ...manifests, exceptions };
  }
  // loaded when there is a stack to render
  const { renderTerraform } = require('./render-terraform') as typeof import('./render-terraform'); // eslint-disable-line @typescript-eslint/no-require-imports
  const terraform = renderTerraform(stacks, name => letGo(records, name, retiredIn(constructs, name)));
  return { resources: [...manifests.resources, ...terraform.resources], files: [...manifests.files, ...terraform.files], exceptions };
}

/** The file that cdk8s writes for its validation plugins. */
function constructMetadata({ resources }: RenderedOutput): RenderedFile {
  const objects = resources.filter((resource): resource is RenderedObject => resource.plane === 'kubernetes').map(({ path, name }) => [name, { path }]);
  return { folder: 'manifests', path: 'construct-metadata.json', content: JSON.stringify({ version: '1.0.0', resources: Object.fromEntries(objects) }) };
}
