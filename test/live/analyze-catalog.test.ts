import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Catalog, readCatalog, type Session, type Table } from "../../src/catalog/index.ts";
import { open, runAnalyze, type Server, startServer } from "./analyze-support.ts";

const SCHEMA = `
  CREATE SCHEMA app;
  CREATE TABLE app.users (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email text COLLATE "C" NOT NULL,
    born date DEFAULT date '2000-01-01',
    shout text GENERATED ALWAYS AS (upper(email)) STORED,
    CONSTRAINT born_late CHECK (born > '1900-01-01')
  );
  CREATE TABLE app.orders (
    id serial PRIMARY KEY,
    user_id bigint CONSTRAINT owner REFERENCES app.users ON DELETE CASCADE ON UPDATE SET NULL,
    total numeric(10, 2),
    code varchar(20)
  );
  ALTER TABLE app.orders ADD CONSTRAINT positive CHECK (total > 0) NOT VALID;
  CREATE UNIQUE INDEX odd ON app.orders (lower(code) DESC, total NULLS FIRST) INCLUDE (user_id) WHERE total > 5;
  CREATE TABLE app.event (id int, at date, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
  CREATE TABLE app.event_1 PARTITION OF app.event FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
  CREATE TABLE app.heir (extra int) INHERITS (app.orders);
  CREATE UNLOGGED TABLE app.scratch (id int);
  CREATE VIEW app.seen AS SELECT 1 AS one;
  CREATE EXTENSION pg_stat_statements;
  INSERT INTO app.users (email) SELECT 'u' || i FROM generate_series(1, 500) i;
  INSERT INTO app.orders (user_id, total) SELECT i, 10 FROM generate_series(1, 300) i;
  INSERT INTO app.event SELECT i, '2020-02-02' FROM generate_series(1, 40) i;
  ANALYZE;
`;

describe("the catalogue of a real database", () => {
  let server: Server;
  let url: string;
  let session: Session;
  let catalog: Catalog;

  beforeAll(async () => {
    server = await startServer();
    url = await server.createDatabase("analyze_catalog");
    session = await open(url);
    await session.script(SCHEMA);
    await session.script("CREATE TEMPORARY TABLE not_ours (id int)");
    catalog = await readCatalog(session);
  });

  afterAll(async () => {
    await session?.[Symbol.asyncDispose]();
    await server?.[Symbol.asyncDispose]();
  });

  const named = (name: string): Table => {
    const table = catalog.tables.find((one) => one.name === name);
    if (table === undefined) throw new Error(`no table ${name}`);
    return table;
  };

  test("lists tables of users, without views, temporary ones and extensions'", () => {
    expect(catalog.tables.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      "event partitioned",
      "event_1 ordinary",
      "heir ordinary",
      "orders ordinary",
      "scratch ordinary",
      "users ordinary",
    ]);
    expect(catalog.schemas).toEqual(["app", "public"]);
  });

  test("columns", () => {
    expect(named("users").columns).toMatchObject([
      { name: "id", type: "bigint", nullable: false, identity: "always", generated: null, collation: null },
      { name: "email", type: "text", nullable: false, collation: 'pg_catalog."C"', defaultExpression: null },
      { name: "born", type: "date", nullable: true, defaultExpression: "'2000-01-01'::date" },
      { name: "shout", generated: "stored", defaultExpression: "upper(email)" },
    ]);
    expect(named("orders").columns.map(({ type }) => type)).toEqual([
      "integer",
      "bigint",
      "numeric(10,2)",
      "character varying(20)",
    ]);
    expect(named("users").columns[0]?.statistics).toMatchObject({ distinct: -1, nullShare: 0 });
  });

  test("constraints", () => {
    const { constraints } = named("orders");
    expect(constraints.map(({ name, kind, validated }) => ({ name, kind, validated }))).toEqual([
      { name: "orders_pkey", kind: "primary-key", validated: true },
      { name: "owner", kind: "foreign-key", validated: true },
      { name: "positive", kind: "check", validated: false },
    ]);
    expect(constraints[1]).toMatchObject({
      columns: ["user_id"],
      references: { schema: "app", name: "users" },
      referencedColumns: ["id"],
      referencedIndex: "users_pkey",
      onDelete: "cascade",
      onUpdate: "set-null",
      match: "simple",
      enforced: true,
    });
  });

  test("indexes", () => {
    expect(named("orders").indexes.find(({ name }) => name === "odd")).toMatchObject({
      method: "btree",
      unique: true,
      primary: false,
      valid: true,
      include: ["user_id"],
      predicate: "(total > (5)::numeric)",
      keys: [
        { column: null, expression: "lower((code)::text)", descending: true, nullsFirst: true },
        { column: "total", expression: null, descending: false, nullsFirst: true, isDefaultOperatorClass: true },
      ],
    });
    expect(named("event_1").indexes[0]?.partitionOf).toEqual({ schema: "app", name: "event_pkey" });
  });

  test("partitions and heirs", () => {
    expect(named("event").partitionKey).toBe("RANGE (at)");
    expect(named("event_1").partitionOf).toEqual({ schema: "app", name: "event" });
    expect(named("heir")).toMatchObject({ partitionOf: null, inherits: [{ schema: "app", name: "orders" }] });
    expect(named("scratch").persistence).toBe("unlogged");
  });

  test("rows and sequences", () => {
    expect(named("users").rows).toEqual({ count: 500, source: "statistics" });
    expect(named("event_1").rows.count).toBe(40);
    expect(named("scratch").rows).toEqual({ count: 0, source: "statistics" });
    expect(catalog.sequences).toMatchObject([
      { name: "orders_id_seq", type: "integer", ownedBy: { name: "orders", column: "id" } },
      {
        name: "users_id_seq",
        type: "bigint",
        maximum: "9223372036854775807",
        ownedBy: { name: "users", column: "id" },
      },
    ]);
  });

  test("a table that is locked exclusively is passed over, and said", async () => {
    await using blocker = await open(url);
    await blocker.script("BEGIN; LOCK TABLE app.orders IN ACCESS EXCLUSIVE MODE");
    const { data, text } = await runAnalyze({ connection: url });
    await blocker.script("ROLLBACK");
    // LOCK TABLE takes the heirs with it.
    expect(data.limits).toEqual([{ code: "tables-locked", tables: ["app.heir", "app.orders"] }]);
    expect(data.tables.map(({ name }) => name)).not.toContain("orders");
    expect(text).toContain("Locked exclusively and not examined: app.heir, app.orders.");
  });

  test("the reader leaves the session as it was", async () => {
    await session.script("SET search_path = app");
    await readCatalog(session);
    expect(
      await session.query("SELECT current_setting('search_path') AS path, count(*)::int AS rows FROM users"),
    ).toEqual([{ path: "app", rows: 500 }]);
  });
});
