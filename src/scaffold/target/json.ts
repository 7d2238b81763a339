import { parseSync, type Expression } from "oxc-parser";

/** The value of JSON that may have comments and trailing commas, as tsconfig.json has them; undefined where it is none. */
export function readJsonWithComments(text: string): unknown {
  const unmarked = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const { program, errors } = parseSync("settings.js", `(${unmarked}\n)`, { preserveParens: false });
  const [statement] = program.body;
  if (errors.length > 0 || statement?.type !== "ExpressionStatement") return undefined;
  return valueOf(statement.expression);
}

function valueOf(node: Expression): unknown {
  if (node.type === "Literal") return node.value;
  if (node.type === "ArrayExpression") {
    return node.elements.map((item) => (item === null || item.type === "SpreadElement" ? undefined : valueOf(item)));
  }
  if (node.type !== "ObjectExpression") return undefined;
  const entries = node.properties.flatMap((property) => {
    if (property.type !== "Property" || property.key.type !== "Literal") return [];
    return [[String(property.key.value), valueOf(property.value)] as const];
  });
  return Object.fromEntries(entries);
}
