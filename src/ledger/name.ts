import { compareText } from "../kit/index.ts";

/** `20240115_101500_add_user_table` in its parts. */
export interface MigrationName {
  /** The file's name without `.sql`: what the history keeps. */
  readonly id: string;
  /** `20240115`; a running number of another tool, filled up with zeros: `00000007`. */
  readonly date: string;
  /** `101500`, with milliseconds where the name has them; none for the first file of a day. */
  readonly time: string | undefined;
  /** `add_user_table` */
  readonly title: string;
}

const OWN = /^(\d{8})_(?:(\d{6})_)?(\w[\w.-]*)$/;
/** dbmate, goose and Atlas write fourteen digits, node-pg-migrate seventeen. */
const JOINED = /^(\d{8})(\d{6}(?:\d{3})?)_(\w[\w.-]*)$/;
/** node-pg-migrate's default: milliseconds since 1970. */
const EPOCH = /^(1\d{12})_(\w[\w.-]*)$/;
/** goose's and golang-migrate's running numbers. */
const RUNNING = /^(0\d{2,6})_(\w[\w.-]*)$/;
const LATEST_TIME = { hour: 23, minute: 59, second: 59 } as const;

/**
 * Reads `YYYYMMDD[_HHMMSS]_title`, and what other tools write in its place: `YYYYMMDDHHMMSS_title`, milliseconds since
 * 1970, running numbers with a leading zero. Undefined when it is no such name or no such day.
 *
 * @example
 * parseMigrationName("20240115_add_user_table"); // { id: "20240115_add_user_table", date: "20240115", … }
 */
export function parseMigrationName(id: string): MigrationName | undefined {
  return datedName(id, OWN.exec(id) ?? JOINED.exec(id)) ?? epochName(id) ?? runningName(id);
}

/** A name of any form: it sorts by its text. Histories and files that are run by their path may hold such. */
export function bareName(id: string): MigrationName {
  return parseMigrationName(id) ?? { id, date: id, time: undefined, title: id };
}

function datedName(id: string, parts: RegExpExecArray | null): MigrationName | undefined {
  const [, date = "", time, title = ""] = parts ?? [];
  if (parts === null || !isDay(date) || (time !== undefined && !isTime(time))) return undefined;
  return { id, date, time, title };
}

function epochName(id: string): MigrationName | undefined {
  const [, milliseconds, title = ""] = EPOCH.exec(id) ?? [];
  if (milliseconds === undefined) return undefined;
  const digits = new Date(Number(milliseconds)).toISOString().replaceAll(/\D/g, "");
  return { id, date: digits.slice(0, 8), time: digits.slice(8), title };
}

function runningName(id: string): MigrationName | undefined {
  const [, number, title = ""] = RUNNING.exec(id) ?? [];
  return number === undefined ? undefined : { id, date: number.padStart(8, "0"), time: undefined, title };
}

function isDay(date: string): boolean {
  const iso = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`;
  const parsed = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(iso);
}

function isTime(time: string): boolean {
  const [hour, minute, second] = [time.slice(0, 2), time.slice(2, 4), time.slice(4, 6)].map(Number);
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
