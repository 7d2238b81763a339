import { isConstant } from "./loops.ts";
import { bare, child, descendants, nameOf, nodes, type Node } from "./tree.ts";

/** Names of `const` lists of literals. */
export function constantsIn(program: Node): ReadonlySet<string> {
  const names = new Set<string>();
  for (const node of descendants(program)) {
    if (node.type !== "VariableDeclaration" || node["kind"] !== "const") continue;
    for (const one of nodes(node, "declarations")) {
      const value = bare(child(one, "init"));
      if (value?.type === "ArrayExpression" && isConstant(value, names)) names.add(nameOf(child(one, "id")));
      if (
        value?.type === "ObjectExpression" &&
        nodes(value, "properties").every((part) => child(part, "value")?.type === "Literal")
      )
        names.add(nameOf(child(one, "id")));
    }
  }
  return names;
}
