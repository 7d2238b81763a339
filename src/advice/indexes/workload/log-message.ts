import { isRecord } from "../../../kit/index.ts";
import type { Execution } from "./read-statements.ts";

const DURATION =
  /^duration: (?<ms>[\d.]+) ms\s+(?<kind>statement|plan|(?:execute|parse|bind)\s[^:]*): ?(?<rest>[\s\S]*)$/;
const STATEMENT = /^(?:statement|execute\s[^:]*): (?<rest>[\s\S]*)$/;

/**
 * An execution from one message of a server's log: of log_min_duration_statement, log_statement or auto_explain. Undefined for any
 * other message, and for the parts of an execution that come before it (parse, bind).
 *
 * @example
 * executionOf("duration: 12.5 ms  statement: select 1"); // { text: "select 1", milliseconds: 12.5 }
 */
export function executionOf(message: string): Execution | undefined {
  const timed = DURATION.exec(message)?.groups;
  if (timed === undefined) {
    const text = STATEMENT.exec(message)?.groups?.["rest"];
    return text === undefined ? undefined : { text, milliseconds: null };
  }
  const [kind, rest] = [timed["kind"] ?? "", timed["rest"] ?? ""];
  if (/^(?:parse|bind)/.test(kind)) return undefined;
  const text = kind === "plan" ? queryText(rest) : rest;
  return text === undefined ? undefined : { text, milliseconds: Number(timed["ms"]) };
}

const NODE = /^\s*(?:->|[A-Z][A-Za-z ]+ {2}\(cost=|[A-Z][A-Za-z ]* (?:on|using) )/;

/** auto_explain puts the text before the plan, in the plan's own format; as text the plan begins at its first node. */
function queryText(plan: string): string | undefined {
  if (plan.trimStart().startsWith("{")) return fromJson(plan);
  const start = /^\s*Query Text: /.exec(plan);
  if (start === null) return undefined;
  const lines = plan.slice(start[0].length).split("\n");
  const end = lines.findIndex((line, place) => place > 0 && (NODE.test(line) || line.startsWith("Query Parameters: ")));
  return lines.slice(0, end < 0 ? lines.length : end).join("\n");
}

function fromJson(plan: string): string | undefined {
  try {
    const document: unknown = JSON.parse(plan);
    const text = isRecord(document) ? document["Query Text"] : undefined;
    return typeof text === "string" ? text : undefined;
  } catch {
    return undefined;
  }
}
