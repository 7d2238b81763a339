import { isLineStart } from "../line-start.ts";

const COMMAND = /delimiter(?=[ \t\r\n]|$)[^\r\n]*/iy;
const ARGUMENT = /^delimiter[ \t]+(?:'([^']*)'|"([^"]*)"|`([^`]*)`|(\S+))/i;

/** The end of the line `DELIMITER …` that begins at `at`, or -1. Source: MySQL's client/mysql.cc. */
export function commandEnd(text: string, at: number): number {
  COMMAND.lastIndex = at;
  if (!COMMAND.test(text) || !isLineStart(text, at)) return -1;
  return COMMAND.lastIndex;
}

/** What the command names; undefined where it names nothing. `\n` means a line end, which mysql itself refuses. */
export function delimiterOf(command: string): string | undefined {
  const [, single, double, backtick, bare] = ARGUMENT.exec(command) ?? [];
  return unescaped(single ?? double ?? backtick ?? bare);
}

function unescaped(delimiter: string | undefined): string | undefined {
  if (delimiter === undefined || delimiter === "") return undefined;
  return delimiter
    .replaceAll(String.raw`\n`, "\n")
    .replaceAll(String.raw`\r`, "\r")
    .replaceAll(String.raw`\t`, "\t");
}
