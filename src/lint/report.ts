import type { RelationName } from "../catalog/index.ts";
import type { Severity, Subject } from "../kit/index.ts";

/** A finding as a report has it, with its sentence. */
export interface ReportedFinding {
  readonly code: string;
  readonly severity: Severity;
  readonly concern: string;
  readonly subject: Subject;
  readonly message: string;
  readonly fix: string | null;
}

/** What one statement did on the shadow. */
export interface ReportedStatement {
  /** 1-based, in the order of the file. */
  readonly number: number;
  readonly line: number;
  readonly column: number;
  readonly sql: string;
  readonly error: { readonly sqlState: string; readonly message: string } | null;
  readonly locks: readonly (RelationName & { readonly mode: string })[];
  readonly rewritten: readonly RelationName[];
  readonly scanned: readonly RelationName[];
  readonly built: readonly RelationName[];
  readonly blocks: "nobody" | "writes" | "reads and writes";
  readonly blockingSeconds: number | null;
}

export interface ReportedFile {
  readonly file: string;
  readonly format: string;
  readonly direction: "up" | "down";
  readonly statements: number;
  readonly measured: readonly ReportedStatement[] | null;
}

/** What `db lint` answers, as its views need it. */
export interface LintReport {
  readonly files: readonly ReportedFile[];
  readonly findings: readonly ReportedFinding[];
  readonly suppressed: readonly {
    readonly code: string;
    readonly file: string;
    readonly line: number;
    readonly reason: string;
  }[];
  readonly counts: Readonly<Record<Severity, number>>;
  readonly target: {
    readonly kind: "none" | "database" | "schema";
    readonly name: string | null;
    readonly pgVersion: number;
    readonly proof: string | null;
    readonly notes: readonly string[];
    /** Files that the database has had, and that were left out. */
    readonly applied: readonly string[];
  };
  readonly fixes: readonly {
    readonly file: string;
    readonly written: boolean;
    readonly parts: readonly { readonly file: string; readonly text: string }[];
    readonly fixed: readonly string[];
  }[];
  readonly failOn: Severity | "never";
  readonly failed: boolean;
}
