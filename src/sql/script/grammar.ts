import type { Trouble } from "../piece.ts";
import type { Lexer } from "../reader.ts";
import type { Token } from "../token.ts";

/** What is open at a token; a semicolon ends a statement only where `isTop`. */
export interface Blocks {
  readonly brackets: number;
  readonly open: OpenBlock | undefined;
}

/** The innermost block and what is around it. */
export interface OpenBlock {
  /** A block of statements, or a CASE within an expression. */
  readonly kind: "block" | "case";
  readonly outer: OpenBlock | undefined;
}

/** A token among its neighbours. */
export interface Position {
  /** The statement's tokens so far, the token itself last. */
  readonly tokens: readonly Token[];
  /** The nth significant token behind it. */
  readonly ahead: (nth: number) => Token | undefined;
}

/** How a dialect reads a script. */
export interface Grammar {
  readonly tokenAt: Lexer;
  readonly trouble: Trouble;
  readonly isTop: (blocks: Blocks) => boolean;
  readonly opens: (blocks: Blocks, position: Position) => OpenBlock["kind"] | undefined;
  readonly closes: (blocks: Blocks, position: Position) => boolean;
}
