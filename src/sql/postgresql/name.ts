import type { Token } from "../token.ts";
import { tokenAt } from "./lex.ts";

/** A name with an optional schema, unquoted. */
export interface QualifiedName {
  readonly schema: string | undefined;
  readonly name: string;
}

const NAME_BYTES = 63;

/** The name that a token means: folded to lower case without quotes, cut to 63 bytes as the server cuts it. */
export function foldedName(token: Token): string {
  if (token.kind !== "quoted-name") return clipped(token.text.replace(/[A-Z]+/g, (part) => part.toLowerCase()));
  return clipped(token.text.slice(1, -1).replaceAll('""', '"'));
}

/** Cut at 63 bytes; half a character is cut with the rest. */
function clipped(name: string): string {
  if (Buffer.byteLength(name) <= NAME_BYTES) return name;
  return Buffer.from(name)
    .subarray(0, NAME_BYTES)
    .toString()
    .replace(/\uFFFD+$/, "");
}

/**
 * Reads `name`, `schema.name` or either in double quotes, as SQL would. Undefined when it is neither.
 *
 * @example
 * readName('app."My Table"'); // { schema: "app", name: "My Table" }
 */
export function readName(text: string): QualifiedName | undefined {
  const tokens = tokensOf(text);
  if (!tokens.every((token, index) => (index % 2 === 0 ? isName(token) : token.text === "."))) return undefined;
  const [first, , second] = tokens;
  if (first === undefined || tokens.length === 2 || tokens.length > 3) return undefined;
  if (second === undefined) return { schema: undefined, name: foldedName(first) };
  return { schema: foldedName(first), name: foldedName(second) };
}

function isName(token: Token): boolean {
  return token.kind === "word" || (token.kind === "quoted-name" && token.closed && token.text.startsWith('"'));
}

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; at = tokens.at(-1)?.end ?? text.length) tokens.push(tokenAt(text, at));
  return tokens;
}
