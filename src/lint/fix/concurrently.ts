import type { Effect } from "../effects/effect.ts";
import type { Script } from "../script.ts";
import type { LintStatement } from "../statement.ts";
import { textOf } from "../tree/node.ts";
import { defaultName } from "./default-name.ts";
import type { Edit, Fix } from "./fix.ts";
import { indexColumns } from "./index-columns.ts";
import { partitionIndex } from "./partition-index.ts";
import { findWords, insertAfter, upper } from "./words.ts";
import { sqlName } from "./sql-name.ts";

/** CREATE INDEX and REINDEX with CONCURRENTLY; an index gets a name, by which its INVALID leftover can be found. */
export function concurrently(statement: LintStatement, effect: Effect, script: Script): Fix | undefined {
  if (script.knowledge.table(effect.relation)?.kind === "partitioned")
    return statement.node.kind === "IndexStmt" ? partitionIndex(statement, effect, script) : undefined;
  const edit = statement.node.kind === "ReindexStmt" ? reindex(statement) : createIndex(statement, effect);
  return edit === undefined ? undefined : { kind: "edits", edits: [edit], run: "outside" };
}

function reindex(statement: LintStatement): Edit | undefined {
  const { tokens } = statement;
  const at = upper(tokens[1]) === "(" ? findWords(statement, ")") + 1 : 1;
  const kind = upper(tokens[at]);
  return /^(?:TABLE|INDEX|SCHEMA|DATABASE)$/.test(kind) ? insertAfter(statement, kind, "CONCURRENTLY") : undefined;
}

function createIndex(statement: LintStatement, { relation }: Effect): Edit | undefined {
  const { fields } = statement.node;
  if (textOf(fields, "idxname") !== undefined) return insertAfter(statement, "INDEX", "CONCURRENTLY");
  const name = sqlName(defaultName(relation.name, indexColumns(statement), "idx"));
  return insertAfter(statement, "INDEX", `CONCURRENTLY ${name}`);
}
