import { errors } from "../../kit/index.ts";

const PIECE = /\s+|'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)|([^\s'"\\]+)/gsy;

/**
 * A command as its words: quotes keep words together, and no shell has a part in it. Error: `bad-input`.
 *
 * @example
 * commandWords(`node "my server.js" --port 3000`); // ["node", "my server.js", "--port", "3000"]
 */
export function commandWords(line: string): readonly [string, ...string[]] {
  const words: string[] = [];
  let word: string | undefined;
  let end = 0;
  for (const piece of line.matchAll(PIECE)) {
    end = piece.index + piece[0].length;
    const text = piece[1] ?? piece[2]?.replaceAll(/\\(["\\])/g, "$1") ?? piece[3] ?? piece[4];
    if (text !== undefined) word = `${word ?? ""}${text}`;
    else if (word !== undefined) {
      words.push(word);
      word = undefined;
    }
  }
  const [first, ...rest] = word === undefined ? words : [...words, word];
  if (first !== undefined && end === line.length) return [first, ...rest];
  const problem = first === undefined ? "--start names no program." : `--start ${line}: a quote does not end.`;
  throw errors.command.badInput({ problems: [problem], command: "tune" });
}
