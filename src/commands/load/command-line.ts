import type { World } from "../../command/index.ts";
import { shellLine } from "../../kit/index.ts";
import { redactWords } from "../../load/index.ts";

/** The command line that was typed, without its secrets and with words added, as a shell reads it; undefined where none was typed. */
export function commandLine({ argv, bin, node }: World, added: readonly string[] = []): string | undefined {
  if (bin === "backwright" && argv[0] !== "load") return undefined;
  const end = argv.indexOf("--");
  const words = end < 0 ? [...argv, ...added] : argv.toSpliced(end, 0, ...added);
  return shellLine([bin, ...redactWords(words)], node.platform);
}
