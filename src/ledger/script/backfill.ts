import { parseDuration } from "../../kit/index.ts";
import { quoteIdentifier, readName, type Statement, type Token } from "../../sql/index.ts";
import type { Backfill } from "../step.ts";

const DEFAULT_SIZE = 1000;
const MOST = 1_000_000;

/**
 * Reads `by=id size=5000 pause=100ms` on an UPDATE or DELETE; a text says what is wrong with it. The condition on the key
 * goes in front of the statement's own, which is put in brackets.
 *
 * @example
 * backfillOf("by=id", statement); // { table: "orders", key: "id", size: 1000, … }
 */
export function backfillOf(value: string, statement: Statement): Backfill | string {
  const settings = settingsOf(value);
  if (typeof settings === "string") return settings;
  const target = targetOf(statement.tokens);
  if (typeof target === "string") return target;
  const { table, name } = target;
  const key = `${name}.${settings.key}`;
  return {
    ...settings,
    table,
    between: conditioned(statement, `${key} > $1 and ${key} <= $2`),
    upTo: conditioned(statement, `${key} <= $1`),
  };
}

type Settings = Pick<Backfill, "key" | "size" | "pauseMs">;

function settingsOf(value: string): Settings | string {
  const entries = new Map(value.split(/\s+/).map((word) => [word.replace(/=.*/, ""), word.replace(/^[^=]*=?/, "")]));
  const unknown = [...entries.keys()].find((name) => !/^(by|size|pause)$/.test(name));
  const by = readName(entries.get("by") ?? "");
  const size = Number(entries.get("size") ?? DEFAULT_SIZE);
  const pauseMs = parseDuration(entries.get("pause") ?? "0");
  if (unknown !== undefined) return `"${unknown}" is none of by, size, pause`;
  if (by === undefined || by.schema !== undefined) return "by= must name one column, as by=id";
  if (!Number.isInteger(size) || size < 1 || size > MOST) return `size= must be 1 to ${MOST}`;
  if (pauseMs === undefined) return "pause= must be a time, as pause=100ms";
  return { key: quoteIdentifier(by.name, "postgresql"), size, pauseMs };
}

interface Target {
  readonly table: string;
  /** What its columns are called by: the alias, or the table. */
  readonly name: string;
}

function targetOf(tokens: readonly Token[]): Target | string {
  const words = tokens.map(({ kind, text }) => (kind === "word" ? text.toUpperCase() : ""));
  const isDelete = words[0] === "DELETE" && words[1] === "FROM";
  if (words[0] !== "UPDATE" && !isDelete) return "it stands before no UPDATE and no DELETE";
  if (tokens.some(({ kind }) => kind === "parameter")) return "the statement must have no parameters of its own";
  const start = (isDelete ? 2 : 1) + (words[isDelete ? 2 : 1] === "ONLY" ? 1 : 0);
  const parts = [tokens[start]?.text ?? ""];
  let at = start + 1;
  for (; tokens[at]?.text === "."; at += 2) parts.push(tokens[at + 1]?.text ?? "");
  if (tokens[at]?.text === "*") at += 1;
  const hasAlias =
    words[at] === "AS" || (tokens[at] !== undefined && !/^(SET|USING|WHERE|RETURNING)$/.test(words[at] ?? ""));
  const alias = hasAlias ? tokens[words[at] === "AS" ? at + 1 : at]?.text : undefined;
  return { table: parts.join("."), name: alias ?? parts.join(".") };
}

/** Statements have one WHERE outside brackets at most: where there is none, the condition stands before RETURNING. */
function conditioned({ sql, offset, tokens }: Statement, condition: string): string {
  const where = topWord(tokens, "WHERE");
  const end = (topWord(tokens, "RETURNING")?.start ?? offset + sql.length) - offset;
  const tail = sql.slice(end);
  if (where === undefined) return `${sql.slice(0, end)} where ${condition} ${tail}`.trimEnd();
  const own = sql.slice(where.end - offset, end);
  // The bracket closes on a line of its own: the condition may end in a comment.
  return `${sql.slice(0, where.end - offset)} ${condition} and (${own}\n) ${tail}`.trimEnd();
}

function topWord(tokens: readonly Token[], word: string): Token | undefined {
  let depth = 0;
  return tokens.find(({ kind, text }) => {
    if (text === "(" || text === "[") depth += 1;
    if (text === ")" || text === "]") depth -= 1;
    return depth === 0 && kind === "word" && text.toUpperCase() === word;
  });
}
