import { keyColumns } from "../history.ts";
import { constraintKind } from "../tree/commands.ts";
import type { Named } from "../tree/names.ts";
import { isSet, listOf, nodeOf, nodesOf, numberOf, textOf, wordsOf, type Tree } from "../tree/node.ts";
import { defaultName } from "./default-name.ts";
import type { FixStep } from "./fix.ts";
import { sqlName, sqlRelation } from "./sql-name.ts";

interface Key {
  /** `ALTER TABLE shop.orders` */
  readonly head: string;
  readonly relation: Named;
  readonly constraint: Tree;
  /** Whether a column of a primary key may hold nulls. */
  readonly isLoose: (column: string) => boolean;
}

/** A key in steps: its index, NOT NULL where a primary key wants it, the constraint over the index. */
export function keySteps({ head, relation, constraint, isLoose }: Key): readonly FixStep[] | undefined {
  const options = optionsText(constraint);
  if (options === undefined || isSet(constraint, "without_overlaps")) return undefined;
  const columns = keyColumns(constraint);
  const isPrimary = constraintKind(constraint) === "PRIMARY";
  const included = wordsOf(listOf(constraint, "including"));
  const name =
    textOf(constraint, "conname") ??
    defaultName(relation.name, isPrimary ? [] : [...columns, ...included], isPrimary ? "pkey" : "key");
  const quoted = sqlName(name);
  const list = (names: readonly string[]): string => `(${names.map(sqlName).join(", ")})`;
  const include = included.length === 0 ? "" : ` INCLUDE ${list(included)}`;
  const nulls = isSet(constraint, "nulls_not_distinct") ? " NULLS NOT DISTINCT" : "";
  const loose = isPrimary ? columns.filter(isLoose) : [];
  return [
    {
      sql: `CREATE UNIQUE INDEX CONCURRENTLY ${quoted} ON ${sqlRelation(relation)} ${list(columns)}${include}${nulls}${options}`,
      run: "outside",
    },
    ...loose.map((column): FixStep => ({ sql: `${head} ALTER COLUMN ${sqlName(column)} SET NOT NULL`, run: "apart" })),
    {
      sql: `${head} ADD CONSTRAINT ${quoted} ${isPrimary ? "PRIMARY KEY" : "UNIQUE"} USING INDEX ${quoted}${deferring(constraint)}`,
      run: "apart",
    },
  ];
}

function deferring(constraint: Tree): string {
  if (!isSet(constraint, "deferrable")) return "";
  return isSet(constraint, "initdeferred") ? " DEFERRABLE INITIALLY DEFERRED" : " DEFERRABLE";
}

/** WITH and TABLESPACE; undefined for an option that is no number. */
function optionsText(constraint: Tree): string | undefined {
  const options = nodesOf(listOf(constraint, "options"), "DefElem").map((option) => {
    const { kind, fields } = nodeOf(option["arg"]);
    return kind === "Integer" ? `${sqlName(textOf(option, "defname") ?? "")} = ${numberOf(fields, "ival")}` : undefined;
  });
  if (options.includes(undefined)) return undefined;
  const space = textOf(constraint, "indexspace");
  const storage = options.length === 0 ? "" : ` WITH (${options.join(", ")})`;
  return storage + (space === undefined ? "" : ` TABLESPACE ${sqlName(space)}`);
}
