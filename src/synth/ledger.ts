import { StatefulResource } from './stateful-resources';
import { isRecord } from '../core/checks';
import { Problems, fail } from '../core/problems';
import { STATEFUL_TYPES } from '../core/stateful-types';

/** Name of the ledger's file, beside the program. */
export const LEDGER_FILE = 'pavement.ledger.json';

/** What the ledger remembers of a resource that holds data. */
export interface LedgerRecord extends StatefulResource {
  readonly environment: string;
  /** Why Terraform let go of it; it is there, but no longer the program's. */
  readonly retired?: string;
}

/** What a program says of an environment's resources that hold data. */
export interface DeclaredState {
  readonly environment: string;
  readonly resources: readonly StatefulResource[];
  /** Reasons, by component that the program lets go of. */
  readonly retired: ReadonlyMap<string, string>;
  /** Components that are declared and about which nothing can be said yet, because something is wrong with the program. */
  readonly undecided: ReadonlySet<string>;
}

/** The ledger after a synth, and what keeps the synth from being one. */
export interface LedgerCheck {
  readonly records: readonly LedgerRecord[];
  readonly problems: readonly string[];
}

const NOTE = 'Written by synth, to be committed: what holds data, so that nothing of it can vanish unnoticed.';
const RESTORE = 'restore it from version control, or delete it to begin anew from what the program declares';

/** Reads a ledger; a program's first synth has none. Throws when it is not one. */
export function parseLedger(text: string | undefined): LedgerRecord[] {
  if (text === undefined) {
    return [];
  }
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    return fail(LEDGER_FILE, 'the ledger must be JSON', (error as Error).message, RESTORE);
  }
  const resources = isRecord(document) ? document.resources : undefined;
  const isLedger = Array.isArray(resources) && resources.every(entry => isRecord(entry) && isRecord(entry.immutable) && Array.isArray(entry.needs)
    && [entry.environment, entry.component, entry.address].every(field => typeof field === 'string'));
  return isLedger ? resources as LedgerRecord[] : fail(LEDGER_FILE, 'the ledger must be a list of resources, as synth writes it', resources, RESTORE);
}

/** The ledger as text; nothing when there is nothing to remember. */
export function ledgerText(records: readonly LedgerRecord[]): string | undefined {
  const key = ({ environment, address }: LedgerRecord) => `${environment}\n${address}`;
  const resources = [...records].sort((a, b) => key(a) < key(b) ? -1 : 1);
  return resources.length === 0 ? undefined : `${JSON.stringify({ '//': NOTE, resources }, undefined, 2)}\n`;
}

/** Compares what the ledger remembers with what the program declares: nothing that holds data may vanish, be replaced or shrink. */
export function checkLedger(previous: readonly LedgerRecord[], declared: readonly DeclaredState[]): LedgerCheck {
  const states = new Map(declared.map(state => [state.environment, state]));
  const problems = declared.flatMap(state => retirementProblems(state, previous));
  const records: LedgerRecord[] = [];
  for (const record of previous) {
    const state = states.get(record.environment);
    const resource = state?.resources.find(({ address }) => address === record.address);
    if (resource) {
      problems.push(...changeProblems(record, resource));
    } else {
      const reason = state?.retired.get(record.component) ?? record.retired;
      records.push({ ...record, ...reason !== undefined && { retired: reason } });
    }
  }
  problems.push(...vanishProblems(records, states));
  const known = new Map(previous.map(record => [`${record.environment} ${record.address}`, record]));
  for (const { environment, resources } of declared) {
    records.push(...resources.map((resource): LedgerRecord => ({
      environment, ...resource, ...mark(resource.storageGiB, known.get(`${environment} ${resource.address}`)?.storageGiB),
    })));
  }
  return { records, problems };
}

/** What Terraform has to let go of without destroying what is there, and the providers beside the stack's own that it knows it by. */
export interface LetGo {
  readonly addresses: readonly string[];
  readonly providers: readonly Record<string, unknown>[];
}

/** What was retired in an environment, and what that needs. */
export function letGo(records: readonly LedgerRecord[], environment: string, retired: ReadonlyMap<string, string>): LetGo {
  const gone = records.filter(record => record.environment === environment && (record.retired !== undefined || retired.has(record.component)));
  return {
    addresses: [...new Set(gone.flatMap(({ address, needs }) => [address, ...needs]))].sort(),
    providers: gone.flatMap(({ provider }) => provider ? [provider] : []),
  };
}

/** The most that it ever held: what the program says now may be less only where that is refused. */
function mark(now: number | undefined, before: number | undefined): { storageGiB?: number } {
  return now === undefined ? {} : { storageGiB: Math.max(now, before ?? 0) };
}

function retirementProblems({ environment, resources, retired }: DeclaredState, previous: readonly LedgerRecord[]): string[] {
  const known = [...new Set(previous.filter(record => record.environment === environment).map(({ component }) => component))].sort();
  return [...retired.keys()].flatMap(component => {
    const problems = new Problems();
    problems.must(
      !resources.some(resource => resource.component === component), 'retire() must name what is no longer declared', component,
      'remove its construct, or the call',
    );
    problems.must(
      known.includes(component), `retire() must name what the ledger remembers in ${environment}${known.length === 0 ? '' : ` (${known.join(', ')})`}`, component,
      `correct the name, or restore ${LEDGER_FILE} from version control`,
    );
    return problems.list.map(problem => `[${environment}] ${problem}`);
  });
}

/** One problem for each component of which something is gone without a word. */
function vanishProblems(gone: readonly LedgerRecord[], states: ReadonlyMap<string, DeclaredState>): string[] {
  const components = new Map<string, LedgerRecord[]>();
  const isUnsaid = ({ environment, component, retired }: LedgerRecord) => retired === undefined && !states.get(environment)?.undecided.has(component);
  gone.filter(isUnsaid).forEach(record => {
    const key = `${record.environment}/${record.component}`;
    components.set(key, [...components.get(key) ?? [], record]);
  });
  return [...components].map(([path, records]) => {
    const [{ environment, component }] = records;
    const what = records.map(({ address, identifier }) => `the ${nounOf(address)} ${identifier ?? address}`).join(' and ');
    const addresses = records.map(({ address }) => address).join(', ');
    const retire = `app.environment('${environment}').retire('${component}', { reason })`;
    return `[${path}] ${what} must not vanish, ` + (states.has(environment)
      ? `got nothing that declares ${addresses}; declare it as it was, under the same id, or let Terraform let go of it, so that it stays: ${retire}`
      : `got no environment ${environment}; keep it in the standards until ${retire} has been applied`);
  });
}

function changeProblems(record: LedgerRecord, now: StatefulResource): string[] {
  const problems = new Problems();
  const { environment, component, address, retired } = record;
  const noun = nounOf(address);
  problems.must(
    retired === undefined, `the ${noun} must not come back as if nothing had been`, address,
    `it was retired: ${retired}; import it with Terraform and delete its record from ${LEDGER_FILE}, or give the new one another id`,
  );
  problems.must(
    record.identifier === undefined || record.identifier === now.identifier, `the ${noun} must keep its name ${record.identifier}`, now.identifier,
    'names come from organisation, environment, team, system and id: change them back, or declare a new one and retire() this one once its data has moved',
  );
  for (const attribute of new Set([...Object.keys(record.immutable), ...Object.keys(now.immutable)])) {
    const before = record.immutable[attribute];
    problems.must(
      JSON.stringify(before) === JSON.stringify(now.immutable[attribute]), `${attribute} must stay ${before === undefined ? 'unset' : JSON.stringify(before)}`,
      now.immutable[attribute], `Terraform would destroy the ${noun} and create an empty one: change it back, or declare a new one and retire() this one once its data has moved`,
    );
  }
  problems.must(
    record.storageGiB === undefined || now.storageGiB === undefined || now.storageGiB >= record.storageGiB,
    `storage must be at least ${record.storageGiB} GiB, as it once was`, now.storageGiB, `a ${noun} cannot shrink: say as much as before`,
  );
  return problems.list.map(problem => `[${environment}/${component}] ${problem}`);
}

function nounOf(address: string): string {
  return STATEFUL_TYPES[address.split('.')[0]]?.noun ?? 'resource';
}
