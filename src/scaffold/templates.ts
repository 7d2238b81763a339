import { CALL_TEMPLATE } from "./client/index.ts";
import { frameworks } from "./frameworks.ts";
import type { ScaffoldOptions } from "./options.ts";
import { TESTING } from "./tests/index.ts";
import { libraryTemplates } from "./validators/index.ts";

type Choice = Pick<ScaffoldOptions, "framework" | "errors" | "validator">;

const shapeTemplate = ({ errors }: Pick<Choice, "errors">): string => `shapes/${errors}/middleware/runtime/shape.ts`;

/** The template files that a run needs, below `templates/scaffold/`: the caller reads them and hands their text in. */
export function templatePaths(options: Choice): readonly string[] {
  return [
    ...frameworks[options.framework].templates.keys(),
    shapeTemplate(options),
    ...ofLibrary(options).keys(),
    ...SENDING.keys(),
    ...TESTING.keys(),
  ];
}

/** Templates that only some documents need; the tests' stand in `TESTING`. */
export const SENDING: ReadonlyMap<string, string> = new Map([
  [CALL_TEMPLATE, "middleware/runtime/call.ts"],
  ["common/middleware/runtime/send.ts", "middleware/runtime/send.ts"],
]);

const NONE: ReadonlyMap<string, string> = new Map();

const ofLibrary = ({ validator = "generated" }: Choice): ReadonlyMap<string, string> =>
  validator === "generated" ? NONE : libraryTemplates(validator);

/** Where a template goes, below the source root. */
export function sharedPath(template: string, options: Choice): string {
  if (template === shapeTemplate(options)) return "middleware/runtime/shape.ts";
  const own = frameworks[options.framework].templates.get(template) ?? SENDING.get(template);
  return own ?? ofLibrary(options).get(template) ?? template;
}
