import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";

/** The environment over `.env` of the working directory: what is set is stronger than what is written. */
export function readEnvironment(cwd: string): Readonly<Record<string, string | undefined>> {
  return { ...dotenv(cwd), ...process.env };
}

function dotenv(cwd: string): Readonly<Record<string, string | undefined>> {
  try {
    return parseEnv(readFileSync(join(cwd, ".env"), "utf8"));
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && (cause.code === "ENOENT" || cause.code === "EISDIR")) return {};
    throw cause;
  }
}
