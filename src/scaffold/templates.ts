import { frameworks } from "./frameworks.ts";
import type { ScaffoldOptions } from "./options.ts";

type Choice = Pick<ScaffoldOptions, "framework" | "errors">;

const shapeTemplate = ({ errors }: Pick<Choice, "errors">): string => `shapes/${errors}/middleware/runtime/shape.ts`;

/** The template files that a run needs, below `templates/scaffold/`: the caller reads them and hands their text in. */
export function templatePaths(options: Choice): readonly string[] {
  return [...frameworks[options.framework].templates.keys(), shapeTemplate(options)];
}

/** Where a template goes, below the source root. */
export function sharedPath(template: string, options: Choice): string {
  if (template === shapeTemplate(options)) return "middleware/runtime/shape.ts";
  return frameworks[options.framework].templates.get(template) ?? template;
}
