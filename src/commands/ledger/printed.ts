import type { World } from "../../command/index.ts";
import { safeLine } from "../../kit/index.ts";
import type { NotPrinted, PrintedScript } from "../../ledger/index.ts";

/** What --sql adds to an answer. */
export interface PrintedParts {
  readonly sql: string | null;
  readonly notPrinted: readonly NotPrinted[];
}

/** The script, and a warning on stderr where it is not all: stdout may go straight to a file. */
export function printedParts({ progress }: World, printed: PrintedScript | undefined): PrintedParts {
  if (printed === undefined) return { sql: null, notPrinted: [] };
  const [first, ...others] = printed.notPrinted;
  if (first !== undefined) {
    const what = first.reason === "code" ? "is code, not SQL" : "was begun and not completed";
    const more = others.length === 0 ? "" : `, nor are the ${others.length} after it`;
    progress.warn(`${safeLine(first.file)} ${what}: it is not in the script${more}. Run it with backwright.`);
  }
  return printed;
}
