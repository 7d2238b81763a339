import type { Rule } from "../rule.ts";
import { fieldsOf, listOf, nodesOf, textOf, wordsOf } from "../tree/node.ts";
import { isOn, optionsOf } from "../tree/options.ts";

/** SECURITY DEFINER without its own search_path: whoever calls it decides which tables it means. */
export const definerWithoutPath: Rule = {
  code: "definer-without-path",
  severity: "warning",
  concern: "security",
  check: ({ node: { kind, fields } }) => {
    if (kind !== "CreateFunctionStmt" || !isOn(optionsOf(fields, "options"), "security")) return [];
    const settings = nodesOf(listOf(fields, "options"), "DefElem").map((each) =>
      textOf(fieldsOf(each["arg"], "VariableSetStmt"), "name"),
    );
    if (settings.includes("search_path")) return [];
    return [{ subject: { kind: "function", name: wordsOf(listOf(fields, "funcname")).join(".") }, evidence: {} }];
  },
};
