import type { Place, Statement } from "../sql/index.ts";
import type { BlockStatement } from "./tree/block.ts";
import type { Node } from "./tree/node.ts";

/** A transaction that more than one statement may share. */
export interface Transaction {
  readonly number: number;
  /** `runner`: the tool that runs the file opens one around it. */
  readonly openedBy: "file" | "runner";
}

/** A statement of a file with its parse tree. */
export interface LintStatement extends Place {
  /** 0-based, in the order of the file. */
  readonly index: number;
  readonly sql: string;
  readonly tokens: Statement["tokens"];
  /** Its runner does it part by part, each in a transaction of its own. */
  readonly isBatched?: boolean;
  readonly node: Node;
  /** What a DO block runs, as far as its text says it. */
  readonly inner: readonly BlockStatement[];
  /** Undefined where the statement is its own transaction. */
  readonly transaction: Transaction | undefined;
}

/** A statement as a file of any format holds it. */
export type SourceStatement = Pick<Statement, "sql" | "tokens" | keyof Place> & Pick<LintStatement, "isBatched">;
