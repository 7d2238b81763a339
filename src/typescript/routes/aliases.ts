import { parseSync } from "oxc-parser";
import { posix } from "node:path";
import { child, isNode, keyName, nodes, type Node } from "./tree.ts";
import type { Sources } from "./machine/machine.ts";

type Alias = Sources["aliases"][number];

/**
 * What a `tsconfig.json` (with comments) or a `package.json` calls files of the project by: `compilerOptions.paths`, `baseUrl` and `imports`.
 *
 * @example
 * readAliases("tsconfig.json", '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }');
 * // [{ pattern: "@/*", targets: ["src/*"] }]
 */
export function readAliases(path: string, text: string): readonly Alias[] {
  const program: unknown = parseSync("config.js", `(${text}\n)`).program;
  const statement = isNode(program) ? nodes(program, "body")[0] : undefined;
  const expression = child(statement, "expression");
  const config = expression?.type === "ParenthesizedExpression" ? child(expression, "expression") : expression;
  const folder = posix.dirname(path);
  const options = field(config, "compilerOptions");
  const base = textOf(field(options, "baseUrl"));
  const from = posix.join(folder, base ?? ".");
  const paths = entries(field(options, "paths")).map(([pattern, list]) => ({
    pattern,
    targets: nodes(list, "elements").map((one) => posix.join(from, textOf(one) ?? "")),
  }));
  const imports = entries(field(config, "imports")).map(([pattern, value]) => ({
    pattern,
    targets: targetsOf(value).map((one) => posix.join(folder, one)),
  }));
  return [...paths, ...imports, ...(base === undefined ? [] : [{ pattern: "*", targets: [posix.join(from, "*")] }])];
}

const targetsOf = (value: Node | undefined): readonly string[] => {
  const text = textOf(value);
  return text === undefined ? nodes(value, "properties").flatMap((one) => targetsOf(child(one, "value"))) : [text];
};

const entries = (node: Node | undefined): readonly (readonly [string, Node | undefined])[] =>
  nodes(node, "properties").map((one) => [keyName(child(one, "key")) ?? "", child(one, "value")]);

const field = (node: Node | undefined, name: string): Node | undefined =>
  entries(node).find(([key]) => key === name)?.[1];

const textOf = (node: Node | undefined): string | undefined => {
  const value = node?.["value"];
  return typeof value === "string" ? value : undefined;
};
