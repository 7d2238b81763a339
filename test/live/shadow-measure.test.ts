// What the shadow says of statements, against the stored truth and against each other; the whole table is bench/statement-truth.ts.
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type MeasureOptions, type MeasuredRun, measureStatements } from "../../src/diff/shadow/index.ts";
import { type ShadowServer, startShadowServer, truthMajors } from "./shadow-support.ts";
import { comparable, effectOf, effectText, type Truth } from "./shadow-truth/observed.ts";

const majors = await truthMajors();

/** In an order in which none changes what a later one does. */
const SAMPLE: readonly string[] = [
  "comment on table accounts is 'people'",
  "grant select on accounts to shop_reader",
  "alter table accounts add column extra int",
  "alter table accounts alter column label type varchar(80)",
  "alter table accounts alter column label set not null",
  "alter table accounts alter column score set not null",
  "alter table accounts alter column created_at type timestamptz",
  "alter table accounts add constraint adult check (age >= 0) not valid",
  "alter table orders validate constraint orders_total_ck",
  "alter table orders validate constraint orders_account_fk",
  "update accounts set notes = 'x' where id = 5",
  "update accounts set notes = 'x' where age = 5",
  "alter table scratch set logged",
  "truncate items",
  "drop table items",
  "alter domain positive add constraint below check (value < 1000000)",
  "alter type mood add value 'great'",
  "refresh materialized view concurrently account_scores",
  "alter table accounts alter column age type bigint",
  "alter table events attach partition events_2019 for values from ('2019-01-01') to ('2020-01-01')",
  "alter table events detach partition events_2021 concurrently",
  "cluster orders",
  "reindex table concurrently accounts",
  "vacuum accounts",
  "vacuum full accounts",
  "alter table lonely add primary key (id)",
  "create unique index concurrently on lonely (id)",
  "drop index concurrently accounts_email_idx",
];

describe.each(majors)("PostgreSQL %i", (major) => {
  let server: ShadowServer;
  beforeAll(async () => {
    server = await startShadowServer(major);
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const measure = async (statements: readonly string[], options: MeasureOptions = {}): Promise<MeasuredRun> => {
    await using shadow = await server.shadow();
    return await measureStatements(shadow, statements, options);
  };

  test("a sample agrees with the truth of real rows", async () => {
    const file = new URL(`./shadow-truth/postgresql-${major}.json`, import.meta.url);
    const truth = JSON.parse(readFileSync(file, "utf8")) as Truth;
    const { statements } = await measure(SAMPLE, { sharing: "each" });
    const said = statements.map(
      (one) => `${one.sql}: ${effectText(comparable(effectOf(one), truth[one.sql] ?? effectOf(one)))}`,
    );
    expect(said).toEqual(
      SAMPLE.map((sql) => `${sql}: ${effectText(truth[sql] ?? { locks: {}, rewritten: [], scanned: ["no truth"] })}`),
    );
  });

  test("declared locks are those that gates see", async () => {
    const alone = SAMPLE.filter((sql) => /concurrently|^vacuum/.test(sql) && !sql.startsWith("refresh"));
    await using single = await server.shadow({ single: true });
    const declared = await measureStatements(single, alone, { sharing: "each" });
    const watched = await measure(alone, { sharing: "each" });
    const tables = ({ statements }: MeasuredRun): readonly unknown[] =>
      statements.map(({ sql, locks }) => [
        sql,
        locks.filter(({ relationKind }) => relationKind !== "index" && relationKind !== "partitioned-table"),
      ]);
    expect(declared.statements.map(({ unseen }) => unseen)).toEqual(alone.map(() => ["locks"]));
    const withoutDetach = (rows: readonly unknown[]): readonly unknown[] =>
      rows.filter((row) => !JSON.stringify(row).includes("detach"));
    expect(withoutDetach(tables(declared))).toEqual(withoutDetach(tables(watched)));
  });

  // What follows is ours, whatever the server: once is enough.
  if (major !== majors.at(-1)) return;

  test("NOT VALID and VALIDATE in one transaction keep the lock over the scan; in two they do not", async () => {
    const script = [
      "alter table orders add constraint positive check (total > 0) not valid",
      "alter table orders validate constraint positive",
    ];
    const together = await measure(script);
    expect(together.heldOver).toEqual([
      {
        lock: { relation: { schema: "public", name: "orders" }, relationKind: "table", mode: "access-exclusive" },
        takenBy: 0,
        heldDuring: 1,
      },
    ]);
    expect(together.statements[1]?.locks[0]?.mode).toBe("share-update-exclusive");
    expect((await measure(script, { sharing: "each" })).heldOver).toEqual([]);
    expect((await measure(["begin", script[0] ?? "", "commit", script[1] ?? ""])).heldOver).toEqual([]);
  });

  test("what the script itself makes counts neither as locked nor as read", async () => {
    const run = await measure([
      "create table fresh (id int primary key, account_id bigint)",
      "insert into fresh values (1, 1)",
      "create index on fresh (account_id)",
    ]);
    expect(run.created.map(({ relation, by }) => [relation.name, by])).toEqual([
      ["fresh", 0],
      ["fresh_pkey", 0],
      ["fresh_account_id_idx", 2],
    ]);
    expect(run.statements.map(({ locks, scanned }) => [locks, scanned])).toEqual([
      [[], []],
      [[], []],
      [[], []],
    ]);
  });

  test("errors are those of the transaction that the script will have", async () => {
    const script = ["alter type mood add value 'great'", "update accounts set feeling = 'great'", "analyze accounts"];
    const codes = ({ statements }: MeasuredRun): readonly unknown[] =>
      statements.map(({ error }) => error?.sqlState ?? null);
    expect(codes(await measure(script))).toEqual([null, "55P04", null]);
    expect(codes(await measure(script, { sharing: "each" }))).toEqual([null, null, null]);
    expect(codes(await measure(["vacuum accounts", "analyze orders"], { sharing: "always" }))).toEqual(["25001", null]);
    expect(codes(await measure(["drop table none", "drop table items"], { afterError: "stop" }))).toEqual(["42P01"]);
  });

  test("rows: lost, changed, kept; a statement that refuses ours is measured without them", async () => {
    const run = await measure(
      [
        "truncate items",
        "alter table accounts drop column notes",
        "alter table accounts alter column created_at type timestamptz",
        "alter table lonely rename to alone",
        "update keyed set other = other + 1",
        "alter table regions add constraint none check (id < 0)",
      ],
      { sharing: "each" },
    );
    const lost = run.statements.map(({ rowsLost }) =>
      rowsLost.map(({ relation, rows, columns }) => [relation.name, rows, columns]),
    );
    expect(lost).toEqual([[["items", 3, []]], [["accounts", 3, ["notes"]]], [], [], [["keyed", 3, []]], []]);
    const last = run.statements.at(-1);
    expect([last?.error, last?.refusedRows?.sqlState, last?.scanned]).toEqual([
      null,
      "23514",
      [{ schema: "public", name: "regions" }],
    ]);
  });

  test("SET LOCAL, savepoints, ROLLBACK and COPY of a script keep their meaning", async () => {
    const local = await measure([
      "set local search_path = elsewhere",
      "create table there (id int)",
      "comment on table there is 'x'",
    ]);
    expect(local.statements.map(({ error }) => error)).toEqual([null, null, null]);
    expect(local.created).toEqual([{ relation: { schema: "elsewhere", name: "there" }, by: 1 }]);
    const points = await measure([
      "savepoint one",
      "alter table lonely add column extra int",
      "rollback to one",
      "analyze lonely",
    ]);
    expect(points.statements.map(({ error }) => error)).toEqual([null, null, null, null]);
    expect(points.statements[1]?.unseen).toEqual(["held-locks"]);
    await using shadow = await server.shadow();
    const back = await measureStatements(shadow, ["begin", "drop table items", "rollback", "copy lonely from stdin"]);
    expect(back.statements[1]?.locks.map(({ relation }) => relation.name)).toContain("items");
    expect(back.statements[3]?.unseen).toEqual(["not-run"]);
    expect(await shadow.runner.query("select to_regclass('items')::text as name")).toEqual([{ name: "items" }]);
  });

  test("a short lock_timeout of the script is not spent on our own watching", async () => {
    const run = await measure(
      ["set lock_timeout = '1ms'", "create index concurrently on lonely (at)", "show lock_timeout"],
      { sharing: "each" },
    );
    expect(run.statements.map(({ error }) => error)).toEqual([null, null, null]);
    expect(run.statements[1]?.locks.map(({ mode }) => mode)).toEqual(["share-update-exclusive"]);
  });

  test("seconds come from the target's pages", async () => {
    const sizes = new Map([['["public","orders"]', { pages: 131_072, rows: 1e7 }]]);
    const script = ["alter table orders alter column state set not null", "alter table orders add column more int"];
    const run = await measure(script, { sizes, megabytesPerSecond: 100 });
    expect(run.statements.map(({ estimatedSeconds }) => estimatedSeconds)).toEqual([10.73741824, null]);
  });
});

test("the truth is there for the majors that this machine has", () => {
  expect(majors.length).toBeGreaterThan(0);
});
