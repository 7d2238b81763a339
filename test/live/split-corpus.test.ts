// Corpora of real SQL beside this repository; skipped where they are absent.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loadModule, parseSync, scanSync } from "libpg-query";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { readFormat } from "../../src/ledger/index.ts";
import { classify, splitStatements, type Statement } from "../../src/sql/index.ts";

const corpus = process.env["BACKWRIGHT_CORPUS"] ?? join(import.meta.dirname, "..", "..", "..", "shared", "corpus");
const isHere = existsSync(join(corpus, "split", "index.json"));
const EVERY = 8;

const Case = z.object({
  id: z.string(),
  file: z.string(),
  dialect: z.enum(["generic", "mysql", "postgres", "goose-annotated"]).optional(),
  statements: z.array(z.string()).optional(),
  up: z.array(z.string()).optional(),
  down: z.array(z.string()).optional(),
  expect: z.literal("error").optional(),
});
const Pair = z.object({ id: z.string(), engine: z.string() });

function readIndex<Entry extends z.ZodType>(folder: string, entry: Entry): readonly z.output<Entry>[] {
  if (!isHere) return [];
  return z.array(entry).parse(JSON.parse(readFileSync(join(corpus, folder, "index.json"), "utf8")));
}

/** Where the corpus expects what a server or its client would not do: its text, and what we answer instead. */
const DEVIATIONS: Readonly<
  Record<string, readonly (readonly [theirs: string, ours: readonly string[], why: string])[]>
> = {
  goose__envsub__test01: [
    [
      "SELECT 3; SELECT 3;",
      ["SELECT 3", "SELECT 3"],
      "two statements to the server; goose sends lines, not statements",
    ],
  ],
  atlas__lex__15_dollar_quote: [
    [
      "SELECT * FROM table WHERE name = $$John Doe$$;",
      ["# Shorter examples.\nSELECT * FROM table WHERE name = $$John Doe$$"],
      "# begins no comment in PostgreSQL: it is an operator",
    ],
  ],
};

/** The variables that goose's own tests set. */
const ENVIRONMENT = { GOOSE_ENV_NAME: "foo", GOOSE_ENV_REGION: "us_east_", GOOSE_ENV_SET_BUT_EMPTY_VALUE: "" };

describe.skipIf(!isHere)("split corpus", () => {
  const cases = readIndex("split", Case);

  test("has all its cases here", () => {
    expect(cases).toHaveLength(24);
  });

  test.each(cases.map((entry) => [entry.id, entry] as const))("%s", (id, entry) => {
    const text = readFileSync(join(corpus, "split", entry.file), "utf8");
    const dialect = entry.dialect === "generic" || entry.dialect === "mysql" ? entry.dialect : "postgresql";
    const read = readFormat({ text, dialect, environment: ENVIRONMENT });
    const bare = splitStatements(text, dialect);
    const up = (read?.up ?? bare).statements.map(({ sql }) => ended(sql));
    if (entry.expect === "error") {
      expect(read?.problems).not.toEqual([]);
      return;
    }
    expect(read?.problems ?? bare.problems).toEqual([]);
    expect(up).toEqual(expected(id, entry.up ?? entry.statements ?? []));
    if (entry.down !== undefined && entry.down.length > 0)
      expect(read?.down?.statements.map(({ sql }) => ended(sql))).toEqual(expected(id, entry.down));
  });
});

/** Without the comment and the semicolon behind it. */
function ended(sql: string): string {
  return sql.replace(/(?:\s*--[^\n']*)+$/, "").replace(/;?\s*$/, "");
}

function expected(id: string, texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => {
    const deviation = DEVIATIONS[id]?.find(([theirs]) => ended(theirs) === ended(text));
    return deviation === undefined ? [ended(text)] : deviation[1];
  });
}

describe.skipIf(!isHere)("against PostgreSQL's own grammar", () => {
  const lint = isHere ? readdirSync(join(corpus, "lint", "sql")).map((name) => join(corpus, "lint", "sql", name)) : [];
  const pairs = readIndex("schema-diff", Pair);
  const schemas = pairs
    .filter((pair, index) => pair.engine === "pg" && index % EVERY === 0)
    .flatMap((pair) => ["old.sql", "new.sql"].map((name) => join(corpus, "schema-diff", pair.id, name)));
  const texts = [...lint, ...schemas].map((path) => [path, readFileSync(path, "utf8")] as const);

  beforeAll(loadModule);

  test("statements begin and end where the parser says", () => {
    const wrong = texts.filter(([, text]) => {
      const expected = parserStatements(text);
      return expected !== undefined && JSON.stringify(expected) !== JSON.stringify(trimmed(text));
    });
    expect(wrong.map(([path]) => path)).toEqual([]);
  });

  test("tokens are the scanner's", () => {
    const wrong = texts.filter(([, text]) => parserStatements(text) !== undefined && !hasSameTokens(text));
    expect(wrong.map(([path]) => path)).toEqual([]);
  });

  test("statements are classified as their parse trees say", () => {
    const wrong = texts.flatMap(([path, text]) =>
      splitStatements(text, "postgresql")
        .statements.filter((statement) => !isClassifiedRight(statement))
        .map((statement) => `${path}: ${statement.sql.slice(0, 60)}`),
    );
    expect(wrong).toEqual([]);
  });
});

/** The statements by the parser's offsets, which are bytes; undefined where it refuses the text. */
function parserStatements(text: string): readonly string[] | undefined {
  try {
    const bytes = Buffer.from(text);
    return (parseSync(text).stmts ?? []).map(({ stmt_location = 0, stmt_len }) =>
      stripped(bytes.subarray(stmt_location, stmt_len === undefined ? undefined : stmt_location + stmt_len).toString()),
    );
  } catch {
    return undefined;
  }
}

const trimmed = (text: string): readonly string[] =>
  splitStatements(text, "postgresql").statements.map((statement) => stripped(statement.sql));

/** Without spaces and comments at its ends, cut by the scanner and not by what is tested. */
function stripped(text: string): string {
  const bytes = Buffer.from(text);
  const tokens = scanSync(text).tokens.filter((token) => !/COMMENT/.test(token.tokenName) && token.text !== ";");
  return bytes.subarray(tokens[0]?.start ?? 0, tokens.at(-1)?.end ?? 0).toString();
}

/** Both sides glued: the scanner cuts some words (a sign, a continued string) finer than a normal form needs. */
function hasSameTokens(text: string): boolean {
  const theirs = scanSync(text).tokens.filter((token) => !/COMMENT/.test(token.tokenName) && token.text !== ";");
  const ours = splitStatements(text, "postgresql").statements.flatMap((statement) => statement.tokens);
  const glue = (tokens: readonly { readonly text: string }[]): string =>
    tokens
      .map((token) => token.text.replace(/\s+/g, ""))
      .join("")
      .replaceAll(";", "");
  return glue(ours) === glue(theirs);
}

function isClassifiedRight(statement: Statement): boolean {
  const tree = treeOf(statement.sql);
  if (tree === undefined) return true;
  const [[kind, node] = ["", {}]] = Object.entries(tree);
  const { transaction } = classify(statement, "postgresql");
  if (kind === "TransactionStmt") return (transaction === "control") === isControl(String(node["kind"]));
  return (transaction === "never") === isNever(kind, node);
}

type Node = Readonly<Record<string, unknown>>;

function treeOf(sql: string): Readonly<Record<string, Node>> | undefined {
  try {
    return Object.fromEntries(
      Object.entries(parseSync(sql).stmts?.[0]?.stmt ?? {}).map(([kind, node]) => [kind, { ...node }]),
    );
  } catch {
    return undefined;
  }
}

const isControl = (kind: string): boolean => /BEGIN|START|COMMIT$|ROLLBACK$|PREPARE$/.test(kind);

function isNever(kind: string, node: Node): boolean {
  if (kind === "IndexStmt" || kind === "DropStmt") return node["concurrent"] === true;
  if (kind === "VacuumStmt") return node["is_vacuumcmd"] === true;
  if (kind === "ClusterStmt") return node["relation"] === undefined;
  const text = JSON.stringify(node);
  if (kind === "ReindexStmt") return /concurrently/.test(text) || /REINDEX_OBJECT_(SCHEMA|SYSTEM|DATABASE)/.test(text);
  if (kind === "CreateSubscriptionStmt") return !/"(connect|create_slot)"/.test(text);
  if (kind === "AlterTableStmt") return /AT_DetachPartition/.test(text) && /"concurrent":true/.test(text);
  return /^(AlterSystemStmt|CreatedbStmt|DropdbStmt|CreateTableSpaceStmt|DropTableSpaceStmt)$/.test(kind);
}
