import type { MigrationFile } from "./file.ts";
import type { MigrationName } from "./name.ts";
import { readScripts, type ScriptInput } from "./script/read-script.ts";

export interface MigrationInput {
  readonly name: MigrationName;
  readonly path: string;
  readonly bytes: Uint8Array;
  /** The file beside it that undoes it. */
  readonly rollback?: { readonly path: string; readonly bytes: Uint8Array } | undefined;
  readonly standalone?: boolean;
  readonly context?: ScriptInput["context"] | undefined;
  readonly rollbackContext?: ScriptInput["context"] | undefined;
}

export const NO_CONTEXT: ScriptInput["context"] = {
  root: "migrations",
  includes: new Map(),
  variables: new Map(),
  environment: {},
};

/**
 * Reads a migration's bytes (UTF-8, a byte order mark allowed) and those of its rollback. Never fails: what makes a file
 * unusable is listed under `problems`.
 */
export function readMigration(input: MigrationInput): MigrationFile {
  const { name, path, bytes, rollback, standalone = false, context = NO_CONTEXT } = input;
  const { text, up, down, checksum, rawChecksum } = readScripts({ path, bytes, context });
  const beside = rollback && readScripts({ ...rollback, context: input.rollbackContext ?? context }).up;
  return {
    id: name.id,
    date: name.date,
    time: name.time,
    title: name.title,
    path,
    rollback: rollback?.path ?? down?.path,
    standalone,
    text,
    up,
    down: beside ?? down,
    checksum,
    rawChecksum,
    problems: up.problems,
  };
}
