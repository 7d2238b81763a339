import type { JsonValue, Severity, Subject } from "../kit/index.ts";
import type { Fix } from "./fix/fix.ts";
import type { Script } from "./script.ts";
import type { LintStatement } from "./statement.ts";

/**
 * What a rule is afraid of. `blocking`: others wait as long as the work takes. `failure`: the statement or a later one
 * fails. `running-code`: programs that run meanwhile fail. `design`, `style`: nothing breaks today.
 */
export type Concern =
  | "blocking"
  | "data-loss"
  | "failure"
  | "running-code"
  | "transactions"
  | "security"
  | "design"
  | "style";

export interface Rule {
  /** kebab-case and stable. */
  readonly code: string;
  /** `off`: only where it is asked for by name. */
  readonly severity: Severity | "off";
  readonly concern: Concern;
  readonly check: (statement: LintStatement, script: Script) => readonly Trouble[];
}

/** One thing that a rule sees in one statement. */
export interface Trouble {
  readonly subject: Pick<Subject, "kind" | "name">;
  readonly evidence: Readonly<Record<string, JsonValue>>;
  /** Where it is not the rule's own. */
  readonly severity?: Severity;
  /** Bytes from the statement's first, as the parse tree counts; by default its first. */
  readonly at?: number | undefined;
  readonly fix?: Fix | undefined;
}
