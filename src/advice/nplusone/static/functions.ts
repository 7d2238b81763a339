import { child, descendants, isFunction, nameOf, nodes, propertyName, type Node } from "./tree.ts";

/** Functions and methods of a file by their names. */
export type LocalFunctions = ReadonlyMap<string, Node>;

/** Of two of one name the first counts. */
export function functionsIn(program: Node): LocalFunctions {
  const found = new Map<string, Node>();
  const add = (name: string, value: Node | undefined): void => {
    if (name !== "" && isFunction(value) && !found.has(name)) found.set(name, value);
  };
  for (const node of descendants(program)) {
    if (node.type === "FunctionDeclaration") add(nameOf(child(node, "id")), node);
    if (node.type === "VariableDeclarator") add(nameOf(child(node, "id")), child(node, "init"));
    if (node.type === "MethodDefinition" || node.type === "PropertyDefinition")
      add(propertyName(node), child(node, "value"));
  }
  return found;
}

export const parametersOf = (node: Node): readonly Node[] => nodes(node, "params");
