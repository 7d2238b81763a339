// Corpora of real SQL beside this repository; skipped where they are absent.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loadModule, parseSync, scanSync } from "libpg-query";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { classify, splitStatements, type Statement } from "../../src/sql/index.ts";

const corpus = process.env["BACKWRIGHT_CORPUS"] ?? join(import.meta.dirname, "..", "..", "..", "shared", "corpus");
const isHere = existsSync(join(corpus, "split", "index.json"));
const EVERY = 8;

const Case = z.object({ id: z.string().optional(), file: z.string(), statements: z.array(z.string()).optional() });
const Pair = z.object({ id: z.string(), engine: z.string() });

function readIndex<Entry extends z.ZodType>(folder: string, entry: Entry): readonly z.output<Entry>[] {
  if (!isHere) return [];
  return z.array(entry).parse(JSON.parse(readFileSync(join(corpus, folder, "index.json"), "utf8")));
}

/** What the splitter of PostgreSQL alone must get right: its own dialect, and files without another tool's directives. */
const OURS = ["atlas__lex__1", "atlas__lex__15_dollar_quote", "atlas__lex__16_begin_atomic", "atlas__lex__17_paren"];

describe.skipIf(!isHere)("split corpus", () => {
  const cases = readIndex("split", Case);

  test.each(OURS)("%s", (id) => {
    const found = cases.find((entry) => entry.id === id);
    const text = readFileSync(join(corpus, "split", found?.file ?? ""), "utf8");
    const split = splitStatements(text, "postgresql");
    // That tool takes # for a comment in every dialect; to PostgreSQL it is an operator.
    const statements = split.statements.map(({ sql }) => `${sql.replace(/^# Shorter examples\.\n/, "")};`);
    expect(statements).toEqual(found?.statements);
  });
});

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
