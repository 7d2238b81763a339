/** A position in a text that only moves forward. */
export interface Cursor {
  readonly text: string;
  at: number;
}

export function peek(cursor: Cursor): string {
  return cursor.text[cursor.at] ?? "";
}

export function isDone(cursor: Cursor): boolean {
  return cursor.at >= cursor.text.length;
}

/** Takes one code point. */
export function take(cursor: Cursor): string {
  const code = cursor.text.codePointAt(cursor.at);
  if (code === undefined) return "";
  const character = String.fromCodePoint(code);
  cursor.at += character.length;
  return character;
}

/** Takes what the sticky expression matches here, if it does. */
export function takeMatch(cursor: Cursor, expression: RegExp): RegExpExecArray | undefined {
  const sticky = new RegExp(expression.source, "uy");
  sticky.lastIndex = cursor.at;
  const found = sticky.exec(cursor.text);
  if (found === null) return undefined;
  cursor.at += found[0].length;
  return found;
}
