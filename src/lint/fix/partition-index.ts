import type { Effect } from "../effects/effect.ts";
import type { Script } from "../script.ts";
import type { LintStatement } from "../statement.ts";
import { relationOf } from "../tree/names.ts";
import { isSet, textOf, treeOf } from "../tree/node.ts";
import { defaultName } from "./default-name.ts";
import { indexColumns } from "./index-columns.ts";
import type { Fix, FixStep } from "./fix.ts";
import { sqlName, sqlRelation } from "./sql-name.ts";
import { between, findWords, upper } from "./words.ts";

/**
 * An index of a partitioned table in steps: the parent's alone, which is invalid until it has all of its parts; each partition's
 * CONCURRENTLY; and each of them attached. Undefined where a partition has partitions itself.
 */
export function partitionIndex(statement: LintStatement, { relation }: Effect, { knowledge }: Script): Fix | undefined {
  const { fields } = statement.node;
  const parts = knowledge.partitions(relation);
  const table = relationOf(treeOf(fields, "relation"));
  if (isSet(fields, "if_not_exists") || parts.some(({ kind }) => kind !== "ordinary")) return undefined;
  const behind = behindTable(statement);
  if (behind === undefined) return undefined;
  const create = `CREATE ${isSet(fields, "unique") ? "UNIQUE " : ""}INDEX`;
  const columns = indexColumns(statement);
  const name = sqlName(textOf(fields, "idxname") ?? defaultName(relation.name, columns, "idx"));
  const steps = parts.map(({ schema, name: part }) => {
    const own = sqlName(defaultName(part, columns, "idx"));
    const where = sqlRelation({ schema, name: part, qualified: table.qualified || schema !== "public" });
    return {
      own: schema === "public" ? own : `${sqlName(schema)}.${own}`,
      sql: `${create} CONCURRENTLY ${own} ON ${where} ${behind}`,
    };
  });
  const parent = table.qualified ? `${sqlName(table.schema)}.${name}` : name;
  return {
    kind: "steps",
    steps: [
      { sql: `${create} ${name} ON ONLY ${sqlRelation(table)} ${behind}`, run: "together" },
      ...steps.map(({ sql }): FixStep => ({ sql, run: "outside" })),
      ...steps.map(({ own }, at): FixStep => ({
        sql: `ALTER INDEX ${parent} ATTACH PARTITION ${own}`,
        run: at === 0 ? "apart" : "together",
      })),
    ],
  };
}

/** What stands behind the table's name. */
function behindTable(statement: LintStatement): string | undefined {
  const { tokens } = statement;
  const on = findWords(statement, "ON");
  if (on < 0) return undefined;
  let at = upper(tokens[on + 1]) === "ONLY" ? on + 2 : on + 1;
  while (tokens[at + 1]?.text === ".") at += 2;
  return between(statement, at + 1, tokens.length);
}
