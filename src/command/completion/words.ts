import { sortedBy, uniqueBy } from "../../kit/index.ts";

export interface CompletionFlag {
  /** `--dry-run` */
  readonly name: string;
  readonly takesValue: boolean;
  readonly choices: readonly string[];
  readonly description: string;
}

export interface CompletionCommand {
  /** Words: `db analyze`. */
  readonly name: string;
  readonly summary: string;
  readonly flags: readonly CompletionFlag[];
  /** Choices of its first word without a flag. */
  readonly places: readonly string[];
}

export interface CompletionWords {
  /** The program's name. */
  readonly bin: string;
  readonly commands: readonly CompletionCommand[];
}

/** A place in the command line behind the words `at`, where these words may follow. */
export interface Stop {
  readonly at: string;
  readonly next: readonly NextWord[];
  readonly flags: readonly CompletionFlag[];
}

export interface NextWord {
  readonly word: string;
  readonly description: string;
}

/** Every beginning of a command's words, with what may follow: `db` is followed by `analyze`, `create`, … */
export function stopsOf({ commands }: CompletionWords): readonly Stop[] {
  const beginnings = commands.flatMap(({ name }) => {
    const words = name.split(" ");
    return words.map((_, index) => words.slice(0, index).join(" ")).concat(name);
  });
  return sortedBy(new Set(beginnings), (at) => at).map((at) => stopAt(at, commands));
}

function stopAt(at: string, commands: readonly CompletionCommand[]): Stop {
  const own = commands.find(({ name }) => name === at);
  const below = commands.filter(({ name }) => at === "" || name.startsWith(`${at} `));
  const next = below.map((command) => nextWord(command, at)).concat((own?.places ?? []).map(asNext));
  return { at, next: uniqueBy(next, ({ word }) => word), flags: own?.flags ?? [] };
}

const asNext = (word: string): NextWord => ({ word, description: "" });

function nextWord({ name, summary }: CompletionCommand, at: string): NextWord {
  const rest = name.slice(at === "" ? 0 : at.length + 1).split(" ");
  return { word: rest[0] ?? "", description: rest.length === 1 ? summary : "" };
}

/** A text as one word of a POSIX shell. */
export const posixQuote = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
