import { BackupWindow, MaintenanceWindow, Weekday } from './windows';
import { spread } from '../core/names';
import { Problems } from '../core/problems';
import { DATABASE_WINDOWS } from '../standards/defaults';
import { Tier } from '../standards/standards-props';

/** The two windows as RDS writes them. */
export interface WindowsSpec {
  /** Such as `00:30-01:00`. */
  readonly backup: string;
  /** Such as `sun:03:30-sun:04:30`. */
  readonly maintenance: string;
}

/** Minutes since midnight, and how many; may go on past midnight. */
interface Span {
  readonly start: number;
  readonly minutes: number;
}

const DAY = 24 * 60;
const WEEK = Object.values(Weekday) as string[];
const STEP_MINUTES = 5;

/**
 * When a database is backed up and maintained. What the developer leaves out is derived from the identifier, so that not all databases do
 * it at once, and keeps out of the way of what the developer says.
 */
export function resolveWindows(
  identifier: string, tier: Tier, props: { backupWindow?: BackupWindow; maintenanceWindow?: MaintenanceWindow }, problems: Problems,
): WindowsSpec | undefined {
  const { backup, maintenance, maintenanceDay } = DATABASE_WINDOWS;
  const saidBackup = spanOf('backupWindow', props.backupWindow, backup.minutes, problems);
  const saidMaintenance = spanOf('maintenanceWindow', props.maintenanceWindow, maintenance.minutes, problems);
  const day = isObject(props.maintenanceWindow) ? props.maintenanceWindow.day : maintenanceDay[tier];
  const knownDay = problems.must(WEEK.includes(day), `the day of maintenanceWindow must be one of ${WEEK.join(', ')}`, day, 'use a member of Weekday');
  if (saidBackup === 'wrong' || saidMaintenance === 'wrong' || !knownDay) {
    return undefined;
  }
  const backupSpan = saidBackup ?? clearOf(derived(identifier, 'backup', backup), saidMaintenance);
  const maintenanceSpan = saidMaintenance ?? clearOf(derived(identifier, 'maintenance', maintenance), saidBackup);
  problems.must(
    !overlap(backupSpan, maintenanceSpan), `backupWindow must not overlap with maintenanceWindow (${text(maintenanceSpan)} UTC)`, text(backupSpan),
    'RDS accepts no overlap: move or shorten one of the two',
  );
  return { backup: text(backupSpan), maintenance: weekly(day, maintenanceSpan) };
}

/** Whether two spans share a minute of the day. Backups are made every day, so the day of the maintenance does not matter. */
export function overlap(a: Span, b: Span): boolean {
  const distance = (from: Span, to: Span) => (to.start - from.start + DAY) % DAY;
  return distance(a, b) < a.minutes || distance(b, a) < b.minutes;
}

function spanOf(prop: string, window: BackupWindow | undefined, defaultMinutes: number, problems: Problems): Span | 'wrong' | undefined {
  if (window === undefined) {
    return undefined;
  }
  const { minMinutes } = DATABASE_WINDOWS;
  if (!problems.must(isObject(window), `${prop} must be an object`, window, 'write it as { startUtc: \'03:00\' }')) {
    return 'wrong';
  }
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(String(window.startUtc)) ?? [];
  const length = window.minutes ?? defaultMinutes;
  const startsWell = problems.must(hours !== undefined, `startUtc of ${prop} must be a time as HH:MM in UTC`, window.startUtc, 'write it as "03:30"');
  const lastsWell = problems.must(
    Number.isInteger(length) && length >= minMinutes && length < DAY, `minutes of ${prop} must be a whole number from ${minMinutes} to ${DAY - 1}`, length,
    'RDS needs half an hour at least',
  );
  return startsWell && lastsWell ? { start: Number(hours) * 60 + Number(minutes), minutes: length } : 'wrong';
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A span inside the hours that the platform gives, by the identifier. */
function derived(identifier: string, purpose: string, band: { fromHour: number; toHour: number; minutes: number }): Span {
  const places = ((band.toHour - band.fromHour) * 60 - band.minutes) / STEP_MINUTES + 1;
  return { start: band.fromHour * 60 + spread([identifier, purpose], places) * STEP_MINUTES, minutes: band.minutes };
}

/** The span, or the first of its length that follows what it would overlap with. */
function clearOf(span: Span, taken: Span | undefined): Span {
  return taken && overlap(span, taken) ? { ...span, start: (taken.start + taken.minutes) % DAY } : span;
}

function text({ start, minutes }: Span): string {
  return `${clock(start)}-${clock(start + minutes)}`;
}

function weekly(day: string, { start, minutes }: Span): string {
  const last = start + minutes < DAY ? day : WEEK[(WEEK.indexOf(day) + 1) % WEEK.length];
  return `${day}:${clock(start)}-${last}:${clock(start + minutes)}`;
}

function clock(minute: number): string {
  const ofDay = minute % DAY;
  return [Math.floor(ofDay / 60), ofDay % 60].map(part => String(part).padStart(2, '0')).join(':');
}
