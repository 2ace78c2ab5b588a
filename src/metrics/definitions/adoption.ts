import { DAY, Question, inPeriod } from './question';
import { OUTSIDE, Row, excludedBy, sortedKeys } from './row';
import { Share, shareOf } from './share';
import { compareVersions, isWithinMinors } from './versions';
import { ScanFact } from '../facts/fact';
import { ServiceHistory } from '../facts/service-history';

/** After how many days it is asked whether a service that was born on the path is still on it. */
export const STICKY_DAYS = 90;

const OFF_PATH = 'not-on-the-path';

/** What counts as up to date. */
export interface AdoptionOptions {
  /** Lowest version that conforms; none when every version does. */
  readonly floor?: string;
  /** Newest version; the newest that was seen when nobody says. */
  readonly newest?: string;
  /** Minors that a service may be behind the newest. */
  readonly minors: number;
  /** Days after which a service of which nothing is heard is not active any more. */
  readonly activeDays: number;
}

export const ADOPTION_DEFAULTS = { minors: 2, activeDays: 90 } as const;

/** What of the organisation is on the golden path, at the end of the period. */
export interface Adoption {
  /** On the path, of all that is active wherever it is known from. */
  readonly coverage: Share;
  /** Without drift and not below the floor. */
  readonly conformant: Share;
  /** Not more than the given minors behind the newest. */
  readonly currency: Share;
  /** Born on the path, of what began in the period. */
  readonly capture: Share;
  /** Still conformant 90 days after birth, of what was born on the path and turned 90 days in the period. */
  readonly stickiness: Share;
  /** Made by the platform, of all that there is, by capability. */
  readonly depth: Readonly<Record<string, Share>>;
  readonly newest: string | null;
  /** Services with ways around the platform, most first. */
  readonly hatches: readonly { readonly service: string; readonly hatches: number }[];
  readonly exemptions: readonly Exemption[];
  readonly excluded: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** A rule that somebody may break for a while. It is shown apart and changes no share. */
export interface Exemption {
  readonly service: string;
  readonly control: string;
  readonly owner: string | null;
  readonly expires: string | null;
  /** Whether it has ended, or has no owner or no end. */
  readonly valid: boolean;
}

/** What a store knows of services at one moment. */
export interface AdoptionFacts {
  readonly histories: readonly ServiceHistory[];
  /** The latest scan of each service. */
  readonly scans: readonly ScanFact[];
  /** The latest scan of each service that was born on the path, 90 days after its birth. */
  readonly stickyScans: readonly ScanFact[];
}

/** Which row counts for which share. */
export interface AdoptionRows {
  readonly coverage: readonly Row[];
  readonly conformant: readonly Row[];
  readonly currency: readonly Row[];
  readonly capture: readonly Row[];
  readonly stickiness: readonly Row[];
}

/** The newest version that anything is on. */
export function newestVersion(scans: readonly ScanFact[]): string | null {
  return scans.map(({ version }) => version).filter((version): version is string => version !== null).sort(compareVersions).pop() ?? null;
}

/** Every service and every share: counted for it, against it, or left out. */
export function adoptionRows({ histories, scans, stickyScans }: AdoptionFacts, options: AdoptionOptions, question: Question): AdoptionRows {
  const latest = byService(scans);
  const sticky = byService(stickyScans);
  const newest = options.newest ?? newestVersion(scans);
  const state = histories.map((history) => {
    const scan = latest.get(history.service);
    return { history, scan, inactive: inactiveBecause(history, scan, options, question) };
  });
  const rows = (value: (scan: ScanFact) => boolean | string, unscanned: boolean | string = false): Row[] =>
    state.map(({ history, scan, inactive }) => {
      const verdict = inactive ?? (scan ? value(scan) : unscanned);
      return row(history, scan?.at ?? history.firstSeenAt, verdict);
    });
  const born = histories.filter(({ adoptedAt }) => adoptedAt === undefined);
  return {
    coverage: rows(({ managed }) => managed),
    conformant: rows(scan => isConformant(scan, options.floor)),
    currency: rows(({ managed, version }) => !managed ? OFF_PATH
      : version === null || newest === null ? 'version-not-known' : isWithinMinors(version, newest, options.minors), OFF_PATH),
    capture: histories.map((history) => {
      const at = birthOf(history);
      return row(history, at ?? history.firstSeenAt, !inPeriod(at ?? history.firstSeenAt, question) ? OUTSIDE
        : history.adoptedAt !== undefined ? 'adopted' : at === undefined ? 'not-known-when-born' : history.excluded ?? history.bornOnPath);
    }),
    stickiness: born.filter(({ bornOnPath }) => bornOnPath).map((history) => {
      const due = (birthOf(history) ?? history.firstSeenAt) + STICKY_DAYS * DAY;
      const scan = sticky.get(history.service);
      return row(history, due, !inPeriod(due, question) || due > question.now ? OUTSIDE
        : history.excluded ?? (history.endedAt !== undefined && history.endedAt < due ? 'ended-before-90-days' : scan ? isConformant(scan, options.floor) : 'not-scanned-by-then'));
    }),
  };
}

/** Adoption as shares. */
export function adoption(facts: AdoptionFacts, options: AdoptionOptions, question: Question): Adoption {
  const rows = adoptionRows(facts, options, question);
  const active = new Set(rows.coverage.filter(({ reason }) => reason === undefined).map(({ service }) => service));
  const scans = facts.scans.filter(({ service }) => active.has(service)).sort((a, b) => a.service < b.service ? -1 : 1);
  return {
    coverage: share(rows.coverage),
    conformant: share(rows.conformant),
    currency: share(rows.currency),
    capture: share(rows.capture),
    stickiness: share(rows.stickiness),
    depth: depthOf(scans),
    newest: options.newest ?? newestVersion(facts.scans),
    hatches: scans.filter(({ hatches }) => hatches > 0).map(({ service, hatches }) => ({ service, hatches })).sort((a, b) => b.hatches - a.hatches),
    exemptions: scans.flatMap(({ service, waivers }) => waivers.map(({ control, owner, expires }) => ({
      service, control, owner, expires, valid: owner !== null && expires !== null && Date.parse(expires) + DAY > question.now,
    }))),
    excluded: Object.fromEntries(Object.entries(rows).map(([name, list]) => [name, excludedBy(list as Row[])])),
  };
}

/** When a service was born: when it was asked for, else when its repository was made, else its first commit. */
export function birthOf({ starts }: ServiceHistory): number | undefined {
  return starts.requested ?? starts['repository-created'] ?? starts['first-commit'];
}

/** On the path, without drift, and not below the floor. */
export function isConformant({ managed, drift, version }: ScanFact, floor: string | undefined): boolean {
  return managed && drift === 0 && (floor === undefined || (version !== null && compareVersions(version, floor) >= 0));
}

/** Active is what a repository, a cluster or the catalog knows of; what only a catalog knows would count only those who came back. */
function inactiveBecause(
  { excluded, endedAt, lastDeployedAt, firstSeenAt }: ServiceHistory, scan: ScanFact | undefined, { activeDays }: AdoptionOptions, { now }: Question,
): string | undefined {
  if (endedAt !== undefined) {
    return 'ended';
  }
  const heard = Math.max(lastDeployedAt ?? firstSeenAt, scan && scan.sources.length > 0 ? scan.at : -Infinity);
  return excluded ?? (now - heard > activeDays * DAY ? 'not-active' : undefined);
}

function row({ service }: ServiceHistory, at: number, verdict: boolean | string): Row {
  return { service, subject: service, at, ...typeof verdict === 'string' ? { reason: verdict } : { value: verdict ? 1 : 0 } };
}

function share(rows: readonly Row[]): Share {
  const used = rows.filter(({ reason }) => reason === undefined);
  return shareOf(used.filter(({ value }) => value === 1).length, used.length);
}

function depthOf(scans: readonly ScanFact[]): Record<string, Share> {
  const sums = new Map<string, { platform: number; all: number }>();
  for (const { capabilities } of scans) {
    for (const [name, { platform, all }] of Object.entries(capabilities)) {
      const sum = sums.get(name) ?? { platform: 0, all: 0 };
      sums.set(name, { platform: sum.platform + platform, all: sum.all + all });
    }
  }
  return sortedKeys(Object.fromEntries([...sums].map(([name, { platform, all }]) => [name, shareOf(platform, all)])));
}

function byService(scans: readonly ScanFact[]): Map<string, ScanFact> {
  return new Map(scans.map(scan => [scan.service, scan]));
}
