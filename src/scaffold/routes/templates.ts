const CONTRACT = [
  "http-error",
  "problems",
  "checks",
  "patterns",
  "unions",
  "formats",
  "text",
  "form",
  "source",
  "body",
];
const SERVING = [
  "accept",
  "answer",
  "answer-check",
  "bytes",
  "failures",
  "items",
  "multipart",
  "operation",
  "security",
];
const OWN = ["serve", "methods"];

const runtimeFile = (name: string): string => `middleware/runtime/${name}.ts`;

/**
 * Template → place below the source root, of one framework. The error shape is chosen by option and stands in
 * `runtime/shape.ts`.
 */
export function templatesOf(framework: string): ReadonlyMap<string, string> {
  return new Map([
    ...[...CONTRACT, ...SERVING].map((name) => [`common/${runtimeFile(name)}`, runtimeFile(name)] as const),
    ...OWN.map((name) => [`${framework}/${runtimeFile(name)}`, runtimeFile(name)] as const),
    [`${framework}/middleware/errors.ts`, "middleware/errors.ts"],
    ["common/middleware/replies.ts", "middleware/replies.ts"],
    ["common/types/contract.ts", "types/contract.ts"],
    [`${framework}/types/handler.ts`, "types/handler.ts"],
  ]);
}
