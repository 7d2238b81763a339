import { compareMigrations, parseMigrationName, type MigrationName } from "./name.ts";

export interface NewMigration {
  readonly id: string;
  /** `20240115_add_user_table.sql` */
  readonly file: string;
  readonly rollbackFile: string;
  /** Migrations that carry a later date than now and will therefore be run after the new one. */
  readonly sortsBefore: readonly string[];
}

const DAY_SECONDS = 86_400;

/**
 * Names a new migration: today's date (UTC, the same for a team in many places); from the day's second file on with the
 * time, moved on by a second where needed to be the day's last.
 *
 * @example
 * newMigration("add_users", new Date("2024-01-15T10:15:00Z"), []).file; // "20240115_add_users.sql"
 */
export function newMigration(title: string, now: Date, existing: readonly MigrationName[]): NewMigration {
  const date = now.toISOString().slice(0, 10).replaceAll("-", "");
  const sameDay = existing.filter((name) => name.date === date);
  const id = sameDay.length === 0 ? `${date}_${title}` : `${date}_${freeTime(sameDay, now)}_${title}`;
  const name = parseMigrationName(id);
  const later = existing.filter((other) => name !== undefined && compareMigrations(name, other) < 0);
  return {
    id,
    file: `${id}.sql`,
    rollbackFile: `${id}_rollback.sql`,
    sortsBefore: later.toSorted(compareMigrations).map((other) => other.id),
  };
}

function freeTime(sameDay: readonly MigrationName[], now: Date): string {
  const taken = Math.max(...sameDay.map((name) => secondsOf(name.time ?? "000000")));
  const wanted = now.getUTCHours() * 3_600 + now.getUTCMinutes() * 60 + now.getUTCSeconds();
  return clockText(Math.min(Math.max(wanted, taken + 1), DAY_SECONDS - 1));
}

function secondsOf(time: string): number {
  return Number(time.slice(0, 2)) * 3_600 + Number(time.slice(2, 4)) * 60 + Number(time.slice(4));
}

function clockText(seconds: number): string {
  const parts = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, "0")).join("");
}
