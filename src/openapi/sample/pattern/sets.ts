import { UNIVERSE, charactersBetween } from "./characters.ts";
import { type Cursor, isDone, peek, take, takeMatch } from "./cursor.ts";
import { escapedCharacters } from "./escapes.ts";
import type { PatternNode } from "./tree.ts";

/** Reads `[a-z\d_-]` from after its bracket. */
export function readSet(cursor: Cursor): PatternNode {
  const negated = takeMatch(cursor, /\^/) !== undefined;
  const characters: string[] = [];
  while (!isDone(cursor) && peek(cursor) !== "]") characters.push(...readMembers(cursor));
  take(cursor);
  if (!negated) return { kind: "set", characters: inReadingOrder(characters) };
  return { kind: "set", characters: UNIVERSE.filter((character) => !characters.includes(character)) };
}

function readMembers(cursor: Cursor): readonly string[] {
  const first = readMember(cursor);
  const from = first[0];
  if (first.length !== 1 || from === undefined || takeMatch(cursor, /-(?!\])/) === undefined) return first;
  const second = readMember(cursor);
  const to = second[0];
  if (second.length !== 1 || to === undefined) return [...first, "-", ...second];
  return charactersBetween(from, to);
}

function readMember(cursor: Cursor): readonly string[] {
  const character = take(cursor);
  if (character !== "\\") return [character];
  return takeMatch(cursor, /b/) === undefined ? (escapedCharacters(cursor) ?? []) : ["\b"];
}

/** Letters and digits first, whatever the set names first. */
function inReadingOrder(characters: readonly string[]): readonly string[] {
  const members = new Set(characters);
  const known = UNIVERSE.filter((character) => members.has(character));
  return [...known, ...[...members].filter((character) => !known.includes(character))];
}
