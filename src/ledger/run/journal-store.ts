import type { Row, Session } from "../../catalog/index.ts";
import type { Direction, JournalEntry } from "../history.ts";
import type { Step } from "../step.ts";
import type { HistoryTable } from "./table.ts";

/** A run of one migration in one direction, as the journal counts them. */
export interface JournalRun {
  readonly id: string;
  readonly run: number;
  readonly direction: Direction;
  /** What an earlier, broken try of this very run has recorded, by statement. */
  readonly earlier: ReadonlyMap<number, JournalEntry>;
}

const STATES: readonly JournalEntry["state"][] = ["running", "failed", "applied"];

/** The run to go on with, or a new one. `isResumed`: the history says that one was begun in this direction. */
export async function openRun(
  session: Session,
  table: HistoryTable,
  { id, direction, isResumed }: Pick<JournalRun, "id" | "direction"> & { readonly isResumed: boolean },
): Promise<JournalRun> {
  const rows = await session.query(
    `select id, run, direction, statement, checksum, state, position from ${table.journal}
     where id = $1 and run = (select pg_catalog.max(run) from ${table.journal} where id = $1) order by statement`,
    [id],
  );
  const last = rows.map(entryOf);
  const run = last[0]?.run ?? 0;
  const isSame = isResumed && last[0]?.direction === direction;
  if (!isSame) return { id, run: run + 1, direction, earlier: new Map() };
  return { id, run, direction, earlier: new Map(last.map((entry) => [entry.statement, entry])) };
}

function entryOf(row: Row): JournalEntry {
  return {
    id: String(row["id"]),
    run: Number(row["run"]),
    direction: row["direction"] === "down" ? "down" : "up",
    statement: Number(row["statement"]),
    checksum: String(row["checksum"]),
    state: STATES.find((state) => state === row["state"]) ?? "failed",
    position: typeof row["position"] === "string" ? row["position"] : null,
  };
}

export interface Journaled {
  readonly step: Step;
  readonly state: JournalEntry["state"];
  readonly durationMs: number | null;
  readonly position?: string | null;
  /** The server's words of a failure. */
  readonly message?: string;
}

const ARRAYS = ["int4", "text", "text", "text", "text", "int8", "text", "text"]
  .map((type, index) => `pg_catalog.unnest($${index + 4}::${type}[])`)
  .join(", ");

/** Writes what is known of statements, over what was known; one round trip. */
export async function writeJournal(
  session: Session,
  { table, run }: { readonly table: HistoryTable; readonly run: JournalRun },
  entries: readonly Journaled[],
): Promise<void> {
  if (entries.length === 0) return;
  await session.query(
    `insert into ${table.journal} as j
       (id, run, direction, statement, words, checksum, raw_checksum, state, duration_ms, position, message)
     select $1, $2, $3, e.* from rows from (${ARRAYS}) as e
     on conflict (id, run, statement) do update set words = excluded.words, checksum = excluded.checksum,
       raw_checksum = excluded.raw_checksum, state = excluded.state, duration_ms = excluded.duration_ms,
       position = excluded.position, message = excluded.message, recorded_by = session_user,
       recorded_at = pg_catalog.clock_timestamp()`,
    [
      run.id,
      run.run,
      run.direction,
      entries.map(({ step }) => step.number),
      entries.map(({ step }) => wordsOf(step)),
      entries.map(({ step }) => step.checksum),
      entries.map(({ step }) => step.rawChecksum),
      entries.map(({ state }) => state),
      entries.map(({ durationMs }) => (durationMs === null ? null : Math.round(durationMs))),
      entries.map(({ position }) => position ?? null),
      entries.map(({ message }) => message ?? null),
    ],
  );
}

const SHOWN_WORDS = 8;

/** Its first keywords and names, and no more: a literal might be a secret. */
export function wordsOf({ tokens, sql }: Pick<Step, "tokens" | "sql">): string {
  if (tokens.length === 0) return sql;
  const head = tokens.slice(0, SHOWN_WORDS);
  const end = head.findIndex(({ kind, text }) => kind !== "word" && kind !== "quoted-name" && text !== ".");
  const words = (end < 0 ? head : head.slice(0, end)).map(({ text }) => text).join(" ");
  return words.replaceAll(" . ", ".");
}
