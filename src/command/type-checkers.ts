import type { Checker } from "../typescript/routes/index.ts";

/** A type checker of the user's sources: an optional package. */
export interface TypeCheckers {
  /** One for the sources of a folder, by their paths below it. Error: `type-checker-missing`. */
  open(folder: string, files: ReadonlyMap<string, string>): Promise<Checker>;
}
