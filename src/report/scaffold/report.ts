import type { Finding } from "../../kit/index.ts";
import type { ReportedChange, ReportedUnreadable } from "./changes.ts";

/** What the report needs of the command's output. */
export interface ScaffoldReport {
  readonly routes: string;
  readonly validators: string;
  readonly types: string;
  readonly operations: readonly {
    readonly id: string;
    readonly method: string;
    readonly path: string;
    readonly unresolved: readonly string[];
  }[];
  readonly files: readonly ReportedFile[];
  readonly changes: readonly ReportedChange[];
  readonly unreadable: readonly ReportedUnreadable[];
  readonly drift: boolean;
  readonly missingHandlers: readonly { readonly file: string; readonly operations: readonly string[] }[];
  readonly findings: readonly Finding[];
  readonly dryRun: boolean;
  readonly check: boolean;
  readonly refused: boolean;
}

export interface ReportedFile {
  readonly path: string;
  readonly ownership: string;
  readonly action: string;
  readonly edited: boolean;
  readonly copy?: string | undefined;
  readonly diff?: string | undefined;
}
