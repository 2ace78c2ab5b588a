/** A day of the week. */
export enum Weekday {
  /** Monday. */
  MONDAY = 'mon',
  /** Tuesday. */
  TUESDAY = 'tue',
  /** Wednesday. */
  WEDNESDAY = 'wed',
  /** Thursday. */
  THURSDAY = 'thu',
  /** Friday. */
  FRIDAY = 'fri',
  /** Saturday. */
  SATURDAY = 'sat',
  /** Sunday. */
  SUNDAY = 'sun',
}

/** A time of the week in which RDS may patch, resize or restart a database. */
export interface MaintenanceWindow {
  /** The day on which it begins, in UTC. */
  readonly day: Weekday;

  /** When it begins: `HH:MM` in UTC, such as `03:30`. */
  readonly startUtc: string;

  /**
   * How long it lasts, in minutes: 30 to 1439.
   *
   * @default 60
   */
  readonly minutes?: number;
}

/** A time of every day in which RDS takes the automated backup. */
export interface BackupWindow {
  /** When it begins: `HH:MM` in UTC, such as `01:00`. */
  readonly startUtc: string;

  /**
   * How long it lasts, in minutes: 30 to 1439.
   *
   * @default 30
   */
  readonly minutes?: number;
}
