import { formatCount, safeLine } from "../../kit/index.ts";
import type { PendingMigration, Risk } from "../../ledger/index.ts";

export interface Target {
  readonly verb: "apply" | "roll back" | "redo";
  readonly database: string;
  readonly host: string;
  readonly user: string;
  readonly risks: readonly Risk[];
}

const SHOWN = 10;

/** The question before a run: which files, into which database, as whom, and what data would be gone. */
export function migrationQuestion(files: readonly PendingMigration[], target: Target): string {
  const count = files.length === 1 ? "this migration" : `these ${files.length} migrations`;
  const names = shortened(files.map((file) => safeLine(file.file)));
  const where = `${target.verb === "apply" ? "to" : "in"} database ${target.database} at ${target.host} as ${target.user}`;
  const verb = `${target.verb.charAt(0).toUpperCase()}${target.verb.slice(1)}`;
  return `${verb} ${count} ${where}: ${names}?${riskWords(target.risks)}`;
}

function riskWords(risks: readonly Risk[]): string {
  if (risks.length === 0) return "";
  return ` Data at risk: ${shortened(risks.map(riskWord))}.`;
}

function riskWord({ kind, name, rows }: Risk): string {
  const size = rows === null ? "" : ` (~${formatCount(rows)} rows)`;
  return `${kind === "rows" ? "rows of" : kind} ${safeLine(name)}${size}`;
}

function shortened(names: readonly string[]): string {
  const more = names.length > SHOWN ? [`and ${names.length - SHOWN} more`] : [];
  return [...names.slice(0, SHOWN), ...more].join(", ");
}
