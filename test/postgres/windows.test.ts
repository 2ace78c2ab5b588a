import * as fc from 'fast-check';
import { Problems } from '../../src/core/problems';
import { WindowsSpec, resolveWindows } from '../../src/postgres/resolve-windows';
import { Tier } from '../../src/standards/standards-props';
import { BackupWindow, MaintenanceWindow, Weekday } from 'pavement';

const DAYS = Object.values(Weekday) as string[];
const time = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 })).map(parts => parts.map(part => String(part).padStart(2, '0')).join(':'));
const minutes = fc.option(fc.integer({ min: 30, max: 240 }), { nil: undefined });
const backup = fc.record({ startUtc: time, minutes }) as fc.Arbitrary<BackupWindow>;
const maintenance = fc.record({ day: fc.constantFrom(...Object.values(Weekday)), startUtc: time, minutes }) as fc.Arbitrary<MaintenanceWindow>;
const identifier = fc.stringMatching(/^[a-z][a-z0-9]{0,20}(-[a-z0-9]{1,10}){0,3}$/);
const tier = fc.constantFrom(...Object.values(Tier));

test('whatever the developer says of one window, RDS accepts the two: half an hour at least, and no minute of the day in common', () => {
  const one = fc.oneof(
    fc.constant({}), backup.map(backupWindow => ({ backupWindow })), maintenance.map(maintenanceWindow => ({ maintenanceWindow })),
  );

  fc.assert(fc.property(identifier, tier, one, (name, where, props) => {
    const { backup: daily, maintenance: weekly } = resolved(name, where, props);

    expect(daily).toMatch(/^\d\d:\d\d-\d\d:\d\d$/);
    expect(weekly).toMatch(/^(mon|tue|wed|thu|fri|sat|sun):\d\d:\d\d-(mon|tue|wed|thu|fri|sat|sun):\d\d:\d\d$/);
    expect(minutesOf(daily).length).toBeGreaterThanOrEqual(30);
    expect(minutesOf(weekly).length).toBeGreaterThanOrEqual(30);
    expect(minutesOf(daily).filter(minute => minutesOf(weekly).includes(minute))).toEqual([]);
  }), { numRuns: 300 });
});

test('two windows are refused exactly when they have a minute of the day in common', () => {
  fc.assert(fc.property(backup, maintenance, (backupWindow, maintenanceWindow) => {
    const problems = new Problems();

    const windows = resolveWindows('orders', Tier.PROD, { backupWindow, maintenanceWindow }, problems) as WindowsSpec;

    const common = minutesOf(windows.backup).filter(minute => minutesOf(windows.maintenance).includes(minute));
    expect(problems.none).toBe(common.length === 0);
  }), { numRuns: 300 });
});

test('a window that goes past midnight ends on the next day, and after Sunday comes Monday', () => {
  const { maintenance: weekly } = resolved('orders', Tier.PROD, { maintenanceWindow: { day: Weekday.SUNDAY, startUtc: '23:45' } });

  expect(weekly).toBe('sun:23:45-mon:00:45');
});

test('without a word, backups are made between 0:00 and 3:00 and maintenance between 3:00 and 6:00 on the day of the tier', () => {
  fc.assert(fc.property(identifier, tier, (name, where) => {
    const { backup: daily, maintenance: weekly } = resolved(name, where, {});
    const [start, end] = [Math.min(...minutesOf(daily)), Math.max(...minutesOf(weekly))];

    expect(start).toBeGreaterThanOrEqual(0);
    expect(Math.max(...minutesOf(daily))).toBeLessThan(180);
    expect(Math.min(...minutesOf(weekly))).toBeGreaterThanOrEqual(180);
    expect(end).toBeLessThan(360);
    expect(weekly.slice(0, 3)).toBe({ dev: 'mon', staging: 'wed', prod: 'sun' }[where]);
  }));
});

test('databases do not all have the same window', () => {
  const starts = Array.from({ length: 200 }, (_, i) => resolved(`shop-orders${i}-prod`, Tier.PROD, {}));

  expect(new Set(starts.map(windows => windows.maintenance)).size).toBeGreaterThan(15);
  expect(new Set(starts.map(windows => windows.backup)).size).toBeGreaterThan(15);
});

function resolved(name: string, where: Tier, props: { backupWindow?: BackupWindow; maintenanceWindow?: MaintenanceWindow }): WindowsSpec {
  const problems = new Problems();
  const windows = resolveWindows(name, where, props, problems);
  expect(problems.list).toEqual([]);
  return windows as WindowsSpec;
}

/** Every minute of the day that a window as RDS writes it covers; read back from the text, minute by minute. */
function minutesOf(window: string): number[] {
  const [from, to] = window.replace(/[a-z]{3}:/g, '').split('-').map(clock => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3)));
  const days = [...window.matchAll(/[a-z]{3}/g)].map(([day]) => DAYS.indexOf(day));
  const nextDay = days.length === 2 ? days[0] !== days[1] : to <= from;
  return Array.from({ length: to + (nextDay ? 1440 : 0) - from }, (_, i) => (from + i) % 1440);
}
