import { keyColumns, relationFromKey, type MadeIndex } from "../history.ts";
import type { Rule } from "../rule.ts";
import type { Script } from "../script.ts";
import { constraintKind } from "../tree/commands.ts";
import { textOf } from "../tree/node.ts";

/** A new index whose columns are the first ones of another: it costs writes and answers nothing more. */
export const indexAlreadyCovered: Rule = {
  code: "index-already-covered",
  severity: "warning",
  concern: "design",
  check: (statement, script) =>
    script.knowledge.history.indexes
      .at(statement.index)
      .filter((made) => !made.isUnique && !made.isPartial && isPlain(statement.node.fields, made))
      .flatMap((made) => {
        const wider = coveredBy(made, script);
        return wider === undefined
          ? []
          : [
              {
                subject: { kind: "index", name: made.name ?? made.columns.join(", ") },
                evidence: { coveredBy: wider },
              },
            ];
      }),
};

type Fields = Parameters<Rule["check"]>[0]["node"]["fields"];

const isPlain = (fields: Fields, made: MadeIndex): boolean =>
  (textOf(fields, "accessMethod") ?? "btree") === "btree" &&
  made.columns.length > 0 &&
  made.columns.every((column) => column !== "");

function coveredBy(made: MadeIndex, { knowledge }: Script): string | undefined {
  const covers = (columns: readonly string[]): boolean => made.columns.every((column, at) => columns[at] === column);
  const own = knowledge.history.indexes
    .on(made.table)
    .find((other) => other.index < made.index && !other.isPartial && covers(other.columns));
  const key = knowledge.history.constraints
    .on(made.table)
    .find(({ fields }) => /^(?:PRIMARY|UNIQUE)$/.test(constraintKind(fields)) && covers(keyColumns(fields)));
  const target = knowledge.table(relationFromKey(made.table));
  const kept = target?.indexes.find(
    ({ keys, method, predicate, valid }) =>
      method === "btree" &&
      valid &&
      predicate === null &&
      keys.every(({ descending, isDefaultOperatorClass }) => !descending && isDefaultOperatorClass) &&
      covers(keys.map(({ column }) => column ?? "")),
  );
  return (
    own?.name ??
    key?.name ??
    kept?.name ??
    (own === undefined && key === undefined ? undefined : "another index of the table")
  );
}
