import type { IndexSuggestion } from "../../../advice/indexes/index.ts";
import type { Session } from "../../../catalog/index.ts";
import type { World } from "../../../command/index.ts";
import { isBackwrightError, safeText } from "../../../kit/index.ts";
import { quoteIdentifier } from "../../../sql/index.ts";
import { dropIndex } from "./build.ts";

/** Who interrupts does not wait for a stranger's transaction: what cannot be dropped in this time is named. */
const PATIENCE = "SET lock_timeout = '3s'";

/** Drops indexes after an interruption or a failure, and says so. */
export async function dropBegun(session: Session, begun: readonly IndexSuggestion[]): Promise<string> {
  if (begun.length === 0) return "none was begun";
  await session.query(PATIENCE);
  const left: string[] = [];
  for (const suggestion of begun)
    if ((await dropIndex(session, suggestion)) !== null) left.push(safeText(suggestion.down.join(" ")));
  return left.length === 0
    ? `dropped again: ${begun.map(({ name }) => safeText(name)).join(", ")}`
    : `could not be dropped, another transaction is in the way: ${left.join(" ")}`;
}

const STATE = "SELECT i.indisvalid AS valid FROM pg_catalog.pg_index i WHERE i.indexrelid = pg_catalog.to_regclass($1)";

/**
 * What became of a migration of indexes that was interrupted, in words: what a cancelled build has left INVALID is dropped, what was
 * whole stays. Never throws: it speaks of an interruption.
 */
export async function clearInterrupted(
  world: World,
  { url, suggestions }: { readonly url: string; readonly suggestions: readonly IndexSuggestion[] },
): Promise<string> {
  try {
    await using session = await world.databases.open({ url }, { applicationName: "backwright clear" });
    const [whole, broken]: [IndexSuggestion[], IndexSuggestion[]] = [[], []];
    for (const suggestion of suggestions) {
      const valid = await validityOf(session, suggestion);
      if (valid !== undefined) (valid ? whole : broken).push(suggestion);
    }
    const kept = whole.length === 0 ? [] : [`built and kept: ${whole.map(({ name }) => safeText(name)).join(", ")}`];
    return [...kept, ...(broken.length === 0 ? ["no invalid index is left"] : [await dropBegun(session, broken)])].join(
      "; ",
    );
  } catch (failure) {
    if (!isBackwrightError(failure)) throw failure;
    return `whether an invalid index is left could not be seen: ${failure.message}`;
  }
}

/** Undefined where there is no such index. */
async function validityOf(session: Session, { schema, name }: IndexSuggestion): Promise<boolean | undefined> {
  const full = `${quoteIdentifier(schema, "postgresql")}.${quoteIdentifier(name, "postgresql")}`;
  const [row] = await session.query(STATE, [full]);
  return row === undefined ? undefined : row["valid"] === true;
}
