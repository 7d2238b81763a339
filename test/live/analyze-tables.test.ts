import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { displayColumns, findsRows, suggest } from "../../src/advice/index.ts";
import { type Catalog, ownForeignKeys, readCatalog, type Session, type Table } from "../../src/catalog/index.ts";
import type { Finding, JsonValue } from "../../src/kit/index.ts";
import { allFindings, casesOf, lineOf } from "../advice/tables/judge.ts";
import { readCases } from "../advice/tables/read-cases.ts";
import { open, type Server, startServer } from "./analyze-support.ts";

const cases = readCases();

describe("labelled tables: every planted fault, and nothing else", () => {
  let server: Server;
  let session: Session;
  let catalog: Catalog;
  let findings: readonly Finding[];

  beforeAll(async () => {
    server = await startServer();
    session = await open(await server.createDatabase("labelled_tables"));
    for (const one of runnable(session)) {
      await session.script(`CREATE SCHEMA ${one.schema}; SET search_path = ${one.schema}, pg_catalog`);
      await session.script(one.sql);
    }
    catalog = await readCatalog(session);
    const all = await allFindings(session, catalog);
    findings = runnable(session).flatMap((one) => casesOf(one, all));
  });

  afterAll(async () => {
    await session?.[Symbol.asyncDispose]();
    await server?.[Symbol.asyncDispose]();
  });

  test("there are enough of them", () => expect(cases.length).toBeGreaterThanOrEqual(250));

  test.each(cases)("$title", ({ schema, expected, version }) => {
    if (!isKnown(session, version)) return;
    const found = findings.filter(({ evidence }) => evidence["schema"] === schema);
    expect(found.map((finding) => lineOf(finding, schema)).toSorted()).toEqual(expected);
  });

  test.each(cases.filter(({ suggested }) => suggested.length > 0))("$title: migrations", ({ schema, suggested }) => {
    const own = suggest(catalog, findings).filter((one) => one.schema === schema && one.kind === "add-index");
    expect(own.map(({ table, columns }) => displayColumns({ schema: "public", name: table }, columns))).toEqual(
      suggested,
    );
  });

  test("the planner agrees with every judgement of a foreign key", async () => {
    const keys = catalog.tables.flatMap((table) =>
      ownForeignKeys(table).map((key) => ({ table, columns: key.columns })),
    );
    const leaves = keys.filter(({ table }) => table.kind === "ordinary");
    expect(leaves.length).toBeGreaterThan(30);
    for (const { table, columns } of leaves) {
      const served = table.indexes.some((index) => findsRows(index, columns, table));
      expect({ table: table.schema, columns, served }).toEqual({
        table: table.schema,
        columns,
        served: await plannerSearches(session, table, columns),
      });
    }
  });

  test("every fix runs, and afterwards none of the findings is left", async () => {
    for (const finding of findings)
      for (const statement of (finding.fix ?? "").split("\n")) await runOnce(session, statement);
    const left = (await allFindings(session, await readCatalog(session))).map(keyOf);
    expect(left.filter((key) => /^(fk-unindexed|primary-key-missing)/.test(key))).toEqual([]);
    const mended = findings.filter(({ fix }) => fix !== undefined).map(keyOf);
    expect(mended.filter((key) => left.includes(key))).toEqual([]);
  });
});

const isKnown = (session: Session, version: number): boolean => session.serverVersion >= version * 10_000;
const runnable = (session: Session): typeof cases => cases.filter(({ version }) => isKnown(session, version));

const keyOf = ({ code, subject }: Finding): string => `${code} ${subject.name}`;

/** True when the search can be made by an index on all of its columns, or by a unique one. */
async function plannerSearches(session: Session, table: Table, columns: readonly string[]): Promise<boolean> {
  const names = columns.map((name) => `"${name}"`);
  const from = `"${table.schema}"."${table.name}"`;
  await session.script("SET enable_seqscan = off; SET plan_cache_mode = force_generic_plan");
  await session.script(
    `PREPARE search AS SELECT 1 FROM ONLY ${from} WHERE ${names.map((name, n) => `${name} = $${n + 1}`).join(" AND ")}`,
  );
  const [row] = await session.query(`EXPLAIN (FORMAT JSON) EXECUTE search(${names.map(() => "NULL").join(", ")})`);
  await session.script("DEALLOCATE search; RESET enable_seqscan");
  return conditions(row?.["QUERY PLAN"] as JsonValue).some(({ index, condition }) => {
    const used = table.indexes.find(({ name }) => name === index);
    if (used === undefined || used.method === "brin") return false;
    // A condition on a later key alone reads the whole index (and 18 skips through it): no way to a few rows.
    const isWithin = (keys: typeof used.keys): boolean =>
      keys.every(({ column }) => column !== null && columns.includes(column));
    const isLed = isWithin(used.keys.slice(0, columns.length));
    return (
      (used.unique && isWithin(used.keys)) ||
      (isLed && columns.every((name) => new RegExp(`\\b"?${name}"?\\b`).test(condition)))
    );
  });
}

interface Search {
  readonly index: string;
  readonly condition: string;
}

function conditions(plan: JsonValue | undefined): readonly Search[] {
  if (Array.isArray(plan)) return plan.flatMap(conditions);
  if (typeof plan !== "object" || plan === null) return [];
  const node = plan as Readonly<Record<string, JsonValue>>;
  const own = typeof node["Index Cond"] === "string" ? [node["Index Cond"]] : [];
  return [
    ...own.map((condition) => ({ index: typeof node["Index Name"] === "string" ? node["Index Name"] : "", condition })),
    ...Object.values(node).flatMap((value) => (typeof value === "object" ? conditions(value) : [])),
  ];
}

/** Two findings can ask for the same thing; PostgreSQL then says that it is there (42P07), or gone (42704). */
async function runOnce(session: Session, statement: string): Promise<void> {
  try {
    await session.script(statement);
  } catch (failure) {
    const state = (failure as { cause?: { sqlState?: string } }).cause?.sqlState ?? "";
    if (!["42P07", "42704"].includes(state)) throw new Error(`${statement}: ${String(failure)}`, { cause: failure });
  }
}
