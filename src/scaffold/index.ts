// A specification's model → the files of a server, and what may be written over what.
// Belongs here: names, code, ownership. Does not: reading documents (openapi), files on disk (edge), sentences (report).
export type { Plan } from "./plan/index.ts";
export { generate, generateFrom, planFor, type Generated, type GeneratedOperation } from "./generate.ts";
export { templatePaths } from "./templates.ts";
export type { GeneratedFile, Ownership } from "./file.ts";
export type { ErrorShape, FrameworkName, LibraryName, ScaffoldOptions, ValidatorName } from "./options.ts";
export { endingOf, inLanguage, type Language } from "./javascript/index.ts";
export * from "./keep/index.ts";
export * from "./again/index.ts";
export {
  importStyle,
  javascriptFindings,
  libraryFindings,
  readJsonWithComments,
  styled,
  targetFindings,
  type ImportStyle,
  type TargetFacts,
} from "./target/index.ts";
