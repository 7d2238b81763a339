import type { ScenarioFile } from "../scenario/format/index.ts";

/** What an importer makes of somebody else's requests. */
export interface Imported {
  readonly file: ScenarioFile;
  /** Values of the `${env.…}` that stand in the file instead of secrets. */
  readonly secrets: Readonly<Record<string, string>>;
  /** What was left out or made up, in words. */
  readonly warnings: readonly string[];
  /** Path of the document's first server: `/v2`, or nothing. */
  readonly basePath?: string;
}
