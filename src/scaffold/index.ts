// A specification's model → the files of a server, and what may be written over what.
// Belongs here: names, code, ownership. Does not: reading documents (openapi), files on disk (edge), sentences (report).
export { generate, type Generated, type GeneratedOperation } from "./generate.ts";
export { templatePaths } from "./templates.ts";
export type { GeneratedFile, Ownership } from "./file.ts";
export type { ErrorShape, FrameworkName, ScaffoldOptions } from "./options.ts";
export * from "./keep/index.ts";
export {
  importStyle,
  readJsonWithComments,
  styled,
  targetFindings,
  type ImportStyle,
  type TargetFacts,
} from "./target/index.ts";
