import { listOf, nodeOf, nodesOf, numberOf, textOf, treeOf, type Tree } from "./node.ts";

/** Options in parentheses: `(FULL, VERBOSE false)`, by name; what has no value is `true`. */
export function optionsOf(fields: Tree, name: string): ReadonlyMap<string, string> {
  const options = nodesOf(listOf(fields, name), "DefElem");
  return new Map(options.map((option) => [(textOf(option, "defname") ?? "").toLowerCase(), valueOf(option["arg"])]));
}

function valueOf(value: unknown): string {
  if (value === undefined) return "true";
  const { kind, fields } = nodeOf(value);
  if (kind === "Integer") return String(numberOf(fields, "ival"));
  if (kind === "Boolean") return String(fields["boolval"] === true);
  return textOf(fields, "sval") ?? textOf(treeOf(fields, "sval"), "sval") ?? "";
}

export const isOn = (options: ReadonlyMap<string, string>, name: string): boolean =>
  options.has(name) && !/^(?:false|off|0)$/i.test(options.get(name) ?? "");
