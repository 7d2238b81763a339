/** Words that are promised and not built yet: they answer so, with exit code 2. A row goes when its command arrives. */
export interface Coming {
  readonly command: string;
  /** Only with these flags together; none: the whole command. */
  readonly flags?: readonly string[];
  /** Only with this report format. */
  readonly format?: string;
  readonly what: string;
}

export const COMING: readonly Coming[] = [
  { command: "spec diff", what: "breaking-change detection comes with the next scaffold release" },
  { command: "new", what: "whole projects come after the four tools" },
  { command: "add", what: "additions to a project come after the four tools" },
  { command: "upgrade", what: "project upgrades come after the four tools" },
  { command: "check", what: "project checks come after the four tools" },
  { command: "decide grill", what: "the seven questions come with the decision release" },
  { command: "decide route", what: "the composition map comes with the decision release" },
  { command: "decide verify", what: "verifying a decision comes with the decision release" },
  { command: "audit", what: "the security review comes after the four tools" },
  { command: "review", what: "the whole review comes after the four tools" },
  { command: "init", what: "installation into agents comes after the four tools" },
];

/** The row that these words fall under, the longest command first. */
export function comingFor(words: readonly string[], format: string | undefined): Coming | undefined {
  const rows = COMING.toSorted((a, b) => b.command.length - a.command.length);
  return rows.find((row) => applies(row, words, format));
}

const applies = (row: Coming, words: readonly string[], format: string | undefined): boolean =>
  startsWith(words, row.command.split(" ")) &&
  (row.flags ?? []).every((flag) => hasFlag(words, flag)) &&
  (row.format === undefined || row.format === format);

const startsWith = (words: readonly string[], start: readonly string[]): boolean =>
  start.every((word, index) => words[index] === word);

const hasFlag = (words: readonly string[], flag: string): boolean =>
  words.some((word) => word === flag || word.startsWith(`${flag}=`));
