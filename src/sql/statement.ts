import type { Place } from "./place.ts";
import type { Token } from "./token.ts";

/** One statement of a text, as it can be sent to the server: no comments around it, no semicolon. */
export interface Statement extends Place {
  /** 1-based, in the order of the text. */
  readonly number: number;
  readonly sql: string;
  /** Its tokens without spaces and comments. */
  readonly tokens: readonly Token[];
}

/** What a server could not run although the text holds it. */
export interface SplitProblem extends Place {
  readonly kind: "psql-command" | "client-command" | "copy-data" | "unterminated";
  /** The command's word (`\copy`), the client's line (`DELIMITER` without one), the COPY, or the opening quote. */
  readonly what: string;
}

export interface Split {
  readonly statements: readonly Statement[];
  readonly problems: readonly SplitProblem[];
  /** The text cut behind each statement; joined they are the text again. */
  readonly pieces: readonly string[];
}
