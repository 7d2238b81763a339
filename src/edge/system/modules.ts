import { pathToFileURL } from "node:url";
import type { Modules } from "../../command/index.ts";
import { errors, isRecord } from "../../kit/index.ts";

/** Modules that a user names: configuration files, migrations. */
export function createModules(): Modules {
  return {
    async loadDefault(path) {
      const module: unknown = await load(path);
      return isRecord(module) ? module["default"] : undefined;
    },
    async loadMigration(path, version) {
      try {
        const module: unknown = await import(`${pathToFileURL(path).href}?version=${encodeURIComponent(version)}`);
        return isRecord(module) ? { ...module } : {};
      } catch (cause) {
        const problem = reasonOf(path, cause).replace(" write JSON,", "");
        throw errors.ledger.codeUnusable({ path, problem }, cause);
      }
    },
  };
}

async function load(path: string): Promise<unknown> {
  try {
    return await import(pathToFileURL(path).href);
  } catch (cause) {
    throw errors.command.badConfiguration({ path, problem: reasonOf(path, cause) }, cause);
  }
}

function reasonOf(path: string, cause: unknown): string {
  const words = cause instanceof Error ? cause.message : `it threw ${String(cause)}`;
  if (!path.endsWith(".ts") || !words.includes("Unknown file extension")) return words;
  return `Node ${process.versions.node} does not strip types; name it .mjs, write JSON, or use Node 22.18 or newer`;
}
