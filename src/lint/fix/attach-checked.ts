import { missingIndexes } from "../effects/partition.ts";
import type { Effect } from "../effects/effect.ts";
import type { Script } from "../script.ts";
import type { LintStatement } from "../statement.ts";
import { commandsOf } from "../tree/commands.ts";
import type { TableIndex } from "../../catalog/index.ts";
import { relationOf, type Named } from "../tree/names.ts";
import { fieldsOf, treeOf } from "../tree/node.ts";
import { defaultName } from "./default-name.ts";
import type { Fix, FixStep } from "./fix.ts";
import { sqlName, sqlRelation } from "./sql-name.ts";
import { between, findWords, upper } from "./words.ts";

/** A check that is validated while everybody works vouches for the rows that ATTACH would look at. */
export function attachChecked(statement: LintStatement, effect: Effect, { knowledge }: Script): Fix | undefined {
  const [command, ...more] = commandsOf(statement.node);
  if (command === undefined || more.length > 0 || effect.evidence["isDefault"] === true) return undefined;
  const { relation } = command;
  const part = relationOf(treeOf(fieldsOf(command.fields["def"], "PartitionCmd"), "name"));
  const hasDefault = knowledge.context.target?.defaultPartitions.some((one) =>
    knowledge.partitions(relation).some(({ schema, name }) => one.schema === schema && one.name === name),
  );
  if (hasDefault !== false) return undefined;
  const indexes = missingIndexes(knowledge, { relation, part }).map((index) => indexStep(index, part));
  const bounds = boundsOf(statement, knowledge.table(relation)?.partitionKey ?? "");
  if (bounds === undefined || indexes.includes(undefined)) return undefined;
  const head = `ALTER TABLE ${sqlRelation(part)}`;
  const name = sqlName(defaultName(part.name, [], "bounds_check"));
  return {
    kind: "steps",
    steps: [
      ...indexes.filter((step) => step !== undefined),
      { sql: `${head} ADD CONSTRAINT ${name} CHECK (${bounds}) NOT VALID`, run: "apart" },
      { sql: `${head} VALIDATE CONSTRAINT ${name}`, run: "apart" },
      { sql: statement.sql, run: "apart", isSettled: true },
      { sql: `${head} DROP CONSTRAINT ${name}`, run: "together" },
    ],
  };
}

/** An index of the parent on the part, by the name that ATTACH would give it; undefined for those of keys and over expressions. */
function indexStep({ keys, definition, constraint }: TableIndex, part: Named): FixStep | undefined {
  const { head, rest } = /^(?<head>CREATE (?:UNIQUE )?INDEX) .*? (?<rest>USING .*)$/.exec(definition)?.groups ?? {};
  const columns = keys.flatMap(({ column }) => column ?? []);
  if (constraint !== null || columns.length < keys.length || head === undefined || rest === undefined) return undefined;
  const name = sqlName(defaultName(part.name, columns, "idx"));
  return { sql: `${head} CONCURRENTLY ${name} ON ${sqlRelation(part)} ${rest}`, run: "outside" };
}

/** The bounds as a condition, for a key of one column. */
function boundsOf(statement: LintStatement, key: string): string | undefined {
  const { method, column } =
    /^(?<method>RANGE|LIST) \((?<column>[a-z_][a-z0-9_]*|"(?:[^"]|"")+")\)$/.exec(key)?.groups ?? {};
  if (method === undefined || column === undefined) return undefined;
  if (method === "LIST") {
    const values = listBehind(statement, "IN");
    return values === undefined || /\bnull\b/i.test(values)
      ? undefined
      : `${column} IS NOT NULL AND ${column} IN (${values})`;
  }
  const [from, to] = [listBehind(statement, "FROM"), listBehind(statement, "TO")];
  if (from === undefined || to === undefined) return undefined;
  const sides = [
    /^minvalue$/i.test(from) ? "" : `${column} >= ${from}`,
    /^maxvalue$/i.test(to) ? "" : `${column} < ${to}`,
  ];
  return [`${column} IS NOT NULL`, ...sides.filter((side) => side !== "")].join(" AND ");
}

/** What stands in the brackets behind a word of FOR VALUES. */
function listBehind(statement: LintStatement, word: string): string | undefined {
  const { tokens } = statement;
  const at = findWords(statement, word, findWords(statement, "FOR VALUES") + 1);
  if (at < 0 || tokens[at + 1]?.text !== "(") return undefined;
  let depth = 0;
  for (let end = at + 1; end < tokens.length; end += 1) {
    if (upper(tokens[end]) === "(") depth += 1;
    if (upper(tokens[end]) === ")") depth -= 1;
    if (depth === 0) return between(statement, at + 2, end);
  }
  return undefined;
}
