import type { IndexSuggestion } from "../../../advice/indexes/index.ts";
import type { Session } from "../../../catalog/index.ts";
import type { World } from "../../../command/index.ts";
import { isBackwrightError, isRecord, safeLine } from "../../../kit/index.ts";
import { quoteIdentifier } from "../../../sql/index.ts";
import type { Verified } from "./output.ts";

export type BuiltIndex = Verified["indexes"][number];

/** An index that may stand in the database because of us, until it has been dropped. */
export interface Building {
  readonly suggestion: IndexSuggestion;
  readonly index: BuiltIndex;
}

interface Build {
  readonly suggestion: IndexSuggestion;
  /** Told before its CREATE is sent: from then on it may stand there, INVALID or not. */
  readonly begun: (suggestion: IndexSuggestion) => void;
  /** Told when it turns out that the index of this name is somebody else's. */
  readonly taken: (suggestion: IndexSuggestion) => void;
}

const NAME_IS_TAKEN = "42P07";

/** Builds one CONCURRENTLY. Where the server refuses, its words; what a broken build leaves is for the caller to drop. */
export async function buildIndex(
  world: World,
  session: Session,
  { suggestion, begun, taken }: Build,
): Promise<Building> {
  const { name, up } = suggestion;
  const nothing = { name, buildMs: null, sizeBytes: null };
  const [sql = "", ...more] = up;
  if (more.length > 0 || !sql.startsWith("CREATE INDEX CONCURRENTLY "))
    return {
      suggestion,
      index: { ...nothing, state: "not-built", reason: "a partitioned table is not touched for a trial" },
    };
  const another: BuiltIndex = { ...nothing, state: "not-built", reason: "an index of this name is there" };
  if ((await sizeOf(session, suggestion)) !== null) return { suggestion, index: another };
  const began = world.clock.monotonicMs();
  begun(suggestion);
  try {
    await session.query(sql.replace(/;$/, ""));
  } catch (failure) {
    const reason = refusalOf(failure);
    if (reason === undefined || !isBackwrightError(failure)) throw failure;
    if (stateOf(failure) !== NAME_IS_TAKEN) return { suggestion, index: { ...nothing, state: "failed", reason } };
    taken(suggestion);
    return { suggestion, index: another };
  }
  const buildMs = world.clock.monotonicMs() - began;
  return {
    suggestion,
    index: { name, state: "kept", buildMs, sizeBytes: await sizeOf(session, suggestion), reason: null },
  };
}

const stateOf = ({ cause }: { readonly cause?: unknown }): unknown => (isRecord(cause) ? cause["sqlState"] : undefined);

/** The server's words; undefined for anything but a refusal. */
export function refusalOf(failure: unknown): string | undefined {
  if (!isBackwrightError(failure) || failure.code !== "database-query-failed" || !isRecord(failure.cause))
    return undefined;
  return safeLine(String(failure.cause["message"]));
}

async function sizeOf(session: Session, { schema, name }: IndexSuggestion): Promise<number | null> {
  const full = `${quoteIdentifier(schema, "postgresql")}.${quoteIdentifier(name, "postgresql")}`;
  const [row] = await session.query("SELECT pg_catalog.pg_relation_size(pg_catalog.to_regclass($1))::float8 AS bytes", [
    full,
  ]);
  const bytes = row?.["bytes"];
  return typeof bytes === "number" ? bytes : null;
}

/** Takes one away again; the server's words where it would not. */
export async function dropIndex(session: Session, { down }: IndexSuggestion): Promise<string | null> {
  try {
    for (const sql of down) await session.query(sql.replace(/;$/, ""));
    return null;
  } catch (failure) {
    const reason = refusalOf(failure);
    if (reason === undefined) throw failure;
    return reason;
  }
}
