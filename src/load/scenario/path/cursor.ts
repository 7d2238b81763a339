/** A position in a query that only moves forward. */
export interface PathCursor {
  readonly text: string;
  at: number;
  /** Levels of filters and parentheses that are open. */
  depth: number;
}

/** A query that is none; `at` counts characters from 0. */
export interface PathProblem {
  readonly problem: string;
  readonly at: number;
}

/** Carries a problem out of the reading of a query. */
export class PathMistake extends Error {
  readonly at: number;

  constructor(problem: string, at: number) {
    super(problem);
    this.at = at;
  }
}

export function fail(cursor: PathCursor, problem: string): never {
  throw new PathMistake(problem, cursor.at);
}

export function skipBlanks(cursor: PathCursor): void {
  while (" \t\r\n".includes(cursor.text.charAt(cursor.at) || "x")) cursor.at += 1;
}

/** Takes the word when it stands here. */
export function takes(cursor: PathCursor, word: string): boolean {
  if (!cursor.text.startsWith(word, cursor.at)) return false;
  cursor.at += word.length;
  return true;
}

/** Takes what the sticky expression matches here. */
export function takeMatch(cursor: PathCursor, expression: RegExp): string | undefined {
  expression.lastIndex = cursor.at;
  const found = expression.exec(cursor.text)?.[0];
  if (found !== undefined) cursor.at += found.length;
  return found;
}
