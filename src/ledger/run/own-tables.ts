import type { RelationName, Session } from "../../catalog/index.ts";
import { isBackwrightError } from "../../kit/index.ts";
import type { QualifiedName } from "../../sql/index.ts";
import { journalName, locateTable } from "./table.ts";

/** The tables that keep a database's history, where they are there: no part of its schema. A stranger's table of the name is none. */
export async function historyTables(session: Session, name: QualifiedName): Promise<readonly RelationName[]> {
  try {
    const { schema, exists } = await locateTable(session, name);
    return exists ? [name.name, journalName(name.name)].map((own) => ({ schema, name: own })) : [];
  } catch (failure) {
    const isOther =
      isBackwrightError(failure) && /^migration-(?:table-foreign|no-schema|history-elsewhere)$/.test(failure.code);
    if (isOther) return [];
    throw failure;
  }
}
