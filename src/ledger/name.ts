import { compareText } from "../kit/index.ts";

/** `20240115_101500_add_user_table` in its parts. */
export interface MigrationName {
  /** The file's name without `.sql`: what the history keeps. */
  readonly id: string;
  /** `20240115` */
  readonly date: string;
  /** `101500`, or none for the first file of a day. */
  readonly time: string | undefined;
  /** `add_user_table` */
  readonly title: string;
}

const FORM = /^(\d{8})_(?:(\d{6})_)?(\w[\w.-]*)$/;
const LATEST_TIME = { hour: 23, minute: 59, second: 59 } as const;

/**
 * Reads `YYYYMMDD[_HHMMSS]_title`. Undefined when it is no such name or no such day.
 *
 * @example
 * parseMigrationName("20240115_add_user_table"); // { id: "20240115_add_user_table", date: "20240115", … }
 */
export function parseMigrationName(id: string): MigrationName | undefined {
  const parts = FORM.exec(id);
  const [, date = "", time, title = ""] = parts ?? [];
  if (parts === null || !isDay(date) || (time !== undefined && !isTime(time))) return undefined;
  return { id, date, time, title };
}

/** A name of any form: it sorts by its text. Histories and files that are run by their path may hold such. */
export function bareName(id: string): MigrationName {
  return parseMigrationName(id) ?? { id, date: id, time: undefined, title: id };
}

function isDay(date: string): boolean {
  const iso = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`;
  const parsed = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(iso);
}

function isTime(time: string): boolean {
  const [hour, minute, second] = [time.slice(0, 2), time.slice(2, 4), time.slice(4)].map(Number);
  if (hour === undefined || minute === undefined || second === undefined) return false;
  return hour <= LATEST_TIME.hour && minute <= LATEST_TIME.minute && second <= LATEST_TIME.second;
}

/** The order in which migrations are run: date, time or 0, title. */
export function compareMigrations(a: MigrationName, b: MigrationName): number {
  return (
    compareText(a.date, b.date) ||
    compareText(a.time ?? "000000", b.time ?? "000000") ||
    compareText(a.title, b.title) ||
    compareText(a.id, b.id)
  );
}
