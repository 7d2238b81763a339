import type { World } from "../../command/index.ts";
import type { CodeLoader, MigrationCode } from "../../ledger/index.ts";

/** Loads a migration that is written as code. */
export function codeLoader({ modules, files }: World): CodeLoader {
  return async (path, version) => {
    const { up, down } = await modules.loadMigration(files.resolve(path), version);
    return { up: isCode(up) ? up : undefined, down: isCode(down) ? down : undefined };
  };
}

const isCode = (value: unknown): value is MigrationCode => typeof value === "function";
