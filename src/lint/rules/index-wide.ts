import type { Rule } from "../rule.ts";
import { isSet, listOf, textOf } from "../tree/node.ts";

const MANY = 3;

/** An index of more than three columns answers few questions more and costs every write. */
export const indexWide: Rule = {
  code: "index-wide",
  severity: "off",
  concern: "design",
  check: ({ node: { kind, fields } }) => {
    const columns = listOf(fields, "indexParams").length;
    if (kind !== "IndexStmt" || isSet(fields, "unique") || columns <= MANY) return [];
    return [{ subject: { kind: "index", name: textOf(fields, "idxname") ?? "" }, evidence: { columns } }];
  },
};
