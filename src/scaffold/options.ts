/** How an error is answered: the envelope of `docs/scaffold.md`, or RFC 9457. */
export type ErrorShape = "envelope" | "problem";
export type FrameworkName = "express";

export interface ScaffoldOptions {
  readonly framework: FrameworkName;
  readonly errors: ErrorShape;
  /** Where the routes are mounted; default: the path of the first server. */
  readonly basePath?: string | undefined;
  /** Formats are asserted, not only noted. */
  readonly formats: boolean;
  /** Text of the template files by their path below `templates/scaffold/`: see `templatePaths`. */
  readonly templates: ReadonlyMap<string, string>;
}
