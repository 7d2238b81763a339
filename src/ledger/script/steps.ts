import type { Finding } from "../../kit/index.ts";
import { classify, type Statement, type StatementClass } from "../../sql/index.ts";
import { checksumOf, sha256 } from "../checksum.ts";
import { refusal } from "../finding.ts";
import type { Script } from "../script.ts";
import type { Step, StepWork } from "../step.ts";
import { backfillOf } from "./backfill.ts";
import type { Directive } from "./directives.ts";
import type { Item, Items } from "./items.ts";

export interface StepsInput extends Items {
  readonly path: string;
  /** The file itself asks for no transaction. */
  readonly noTransaction: boolean;
}

/** Turns what a text holds into a script, with all that stands against running it. */
export function scriptOf({ path, items, problems, directives, noTransaction }: StepsInput): Script {
  const bare = noTransaction || directives.some(({ name }) => name === "no-transaction");
  const isOnly = items.length === 1;
  const isAscii = items.every((item) => isPlainAscii(item));
  const read = items.map((item, index) => stepOf(item, index + 1, { bare, isOnly, isAscii }));
  const steps = read.map(({ step }) => step);
  const irreversible = directives.find(({ name }) => name === "irreversible");
  const own = [...problems, ...read.flatMap(({ problem }) => problem)].toSorted(
    (a, b) => (a.subject.line ?? 0) - (b.subject.line ?? 0),
  );
  return {
    path,
    steps,
    mode: bare || steps.some(({ alone }) => alone) ? "stepwise" : "whole",
    problems: own,
    irreversible: irreversible === undefined ? undefined : irreversible.value || "no reason is given",
  };
}

interface Manner {
  readonly bare: boolean;
  readonly isOnly: boolean;
  /** All of the script reads the same in every encoding. */
  readonly isAscii: boolean;
}

const isPlainAscii = ({ statement, rows = "" }: Item): boolean => !/[^\x00-\x7f]/.test(statement.sql + rows);

interface ReadStep {
  readonly step: Step;
  readonly problem: readonly Finding[];
}

function stepOf(item: Item, number: number, manner: Manner): ReadStep {
  const { statement, file, line, column, checksumParts } = item;
  const kind = classify(statement, "postgresql");
  const work = workOf(item, kind);
  const step: Step = {
    file,
    line,
    column,
    number,
    sql: statement.sql,
    tokens: statement.tokens,
    words: kind.words,
    alone: (typeof work !== "string" && work.kind === "backfill") || isAlone(kind, manner),
    checksum: checksumOf(checksumParts),
    rawChecksum: sha256(checksumParts.map((part) => (typeof part === "string" ? part : part.sql)).join("\0")),
    work: typeof work === "string" ? plainWork(kind) : work,
  };
  const at = { path: file, line, column };
  const bad = typeof work === "string" ? [refusal("migration-batch", at, { what: work })] : [];
  const encoding = manner.isAscii ? undefined : otherEncoding(statement);
  const odd = encoding === undefined ? [] : [refusal("migration-client-encoding", at, { what: encoding })];
  return { step, problem: [...bad, ...odd, ...problemOf(item, kind, number)] };
}

/** What the server refuses for some targets only is taken out of its transaction where it stands by itself. */
function isAlone({ transaction }: StatementClass, { bare, isOnly }: Manner): boolean {
  return transaction === "never" || (transaction === "sometimes" && (bare || isOnly));
}

function workOf({ rows, directives, statement }: Item, kind: StatementClass): StepWork | string {
  const batch = directives.find(isBatch);
  if (batch !== undefined) {
    const backfill = backfillOf(batch.value, statement);
    return typeof backfill === "string" ? backfill : { kind: "backfill", backfill };
  }
  return rows === undefined ? plainWork(kind) : { kind: "copy", rows };
}

const isBatch = ({ name }: Directive): boolean => name === "batch";

const plainWork = ({ concurrently, index }: StatementClass): StepWork => ({ kind: "sql", concurrently, index });

function problemOf({ statement, file, line, column }: Item, kind: StatementClass, number: number): readonly Finding[] {
  const code = codeOf(kind, statement);
  return code === undefined
    ? []
    : [refusal(code, { path: file, line, column }, { statement: number, what: kind.words })];
}

function codeOf(kind: StatementClass, statement: Statement): string | undefined {
  if (kind.transaction === "control") return "migration-transaction-control";
  if (kind.transaction === "never" && kind.index !== undefined && kind.index.name === undefined)
    return "migration-index-unnamed";
  return turnsStringRulesOff(statement) ? "migration-string-rules" : undefined;
}

/** With standard_conforming_strings off, quotes end elsewhere than where the splitter saw them end. */
function turnsStringRulesOff(statement: Statement): boolean {
  const text = statement.tokens.map((token) => token.text.toLowerCase()).join(" ");
  return /^set (session |local )?standard_conforming_strings (to|=) '?(off|false|0|no)\b/.test(text);
}

const ENCODING = /^set (?:session |local )?(?:client_encoding (?:to|=)|names) '?([\w -]+)/;

/** The file is sent as UTF-8: told otherwise, the server would turn each letter beyond ASCII into others. */
function otherEncoding(statement: Statement): string | undefined {
  const text = statement.tokens.map((token) => token.text.toLowerCase()).join(" ");
  const encoding = ENCODING.exec(text)?.[1]?.replaceAll(/[^a-z0-9]/g, "");
  return encoding === undefined || /^(?:utf8|unicode|sqlascii|default)$/.test(encoding) ? undefined : encoding;
}
