const RUNTIME = ["http-error", "problems", "checks", "patterns", "unions", "formats", "text", "form", "source", "body"];
const OWN = ["security", "operation", "methods"];

/** Template → place below the source root. The error shape is chosen by option and stands in `runtime/shape.ts`. */
export const expressTemplates: ReadonlyMap<string, string> = new Map([
  ...RUNTIME.map((name) => [`common/middleware/runtime/${name}.ts`, `middleware/runtime/${name}.ts`] as const),
  ...OWN.map((name) => [`express/middleware/runtime/${name}.ts`, `middleware/runtime/${name}.ts`] as const),
  ["express/middleware/errors.ts", "middleware/errors.ts"],
  ["express/types/handler.ts", "types/handler.ts"],
]);
