import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { reasonOf } from "../edge/system/index.ts";
import { errors } from "../kit/index.ts";

type Variables = Readonly<Record<string, string | undefined>>;

/**
 * The environment over `.env` of the working directory: what is set is stronger than what is written. Error:
 * `file-unreadable`.
 */
export function readEnvironment(cwd: string, environment: Variables): Variables {
  return { ...dotenv(join(cwd, ".env")), ...environment };
}

/** Only a file: a pipe of that name would be waited for, and a folder of that name is somebody's virtual environment. */
function dotenv(path: string): Variables {
  try {
    const facts = statSync(path, { throwIfNoEntry: false });
    return facts?.isFile() === true ? parseEnv(readFileSync(path, "utf8")) : {};
  } catch (cause) {
    throw errors.file.unreadable({ path: ".env", reason: reasonOf(cause) }, cause);
  }
}
