import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const PAGES = new URL("../../help/", import.meta.url);
const HELP: ReadonlySet<string> = new Set(["--help", "-h"]);
const VERSION: ReadonlySet<string> = new Set(["--version", "-V"]);

/** The page that these words ask for, when the build has written it: `--help`, `--version`, `db analyze --help`. */
export function pageFor(bin: string, argv: readonly string[]): string | undefined {
  const [last = ""] = argv.slice(-1);
  const words = argv.slice(0, -1);
  if (words.length === 0 && VERSION.has(last)) return read(`bins/${bin}.version`);
  if (!HELP.has(last)) return undefined;
  if (words.length === 0) return read(`bins/${bin}.txt`);
  const isPlain = bin === "backwright" && words.every((word) => /^[a-z][a-z-]*$/.test(word));
  return isPlain ? read(`${words.join("-")}.txt`) : undefined;
}

function read(name: string): string | undefined {
  try {
    return readFileSync(fileURLToPath(new URL(name, PAGES)), "utf8");
  } catch {
    return undefined;
  }
}
