import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  builtInPrivileges,
  fingerprint,
  objectId,
  type ObjectKind,
  readSchema,
  type SchemaModel,
  type SchemaObject,
} from "../../src/catalog/schema/index.ts";
import type { Session } from "../../src/catalog/index.ts";
import { planBetween } from "../../src/diff/index.ts";
import { testWorld } from "../support/world.ts";
import { FACTS } from "./schema-catalog-facts.ts";
import { CHANGES, EVERY_KIND, NEWER } from "./schema-catalog-objects.ts";

const KINDS: readonly ObjectKind[] = [
  "schema",
  "table",
  "column",
  "constraint",
  "index",
  "sequence",
  "view",
  "materialized-view",
  "view-column",

  "trigger",
  "rule",
  "policy",
  "statistics",
  "routine",
  "aggregate",
  "enum",
  "domain",
  "domain-constraint",

  "composite",
  "attribute",
  "range",
  "base-type",
  "operator",
  "operator-family",
  "operator-class",
  "cast",
  "conversion",
  "language",
  "transform",
  "access-method",
  "text-search-configuration",
  "text-search-dictionary",
  "text-search-parser",
  "text-search-template",
  "extension",
  "extension-member",
  "event-trigger",
  "default-privileges",
  "collation",
  "publication",
  "subscription",
  "foreign-data-wrapper",
  "foreign-server",
  "user-mapping",
];

/** Catalogues with oids whose rows are parts of objects, data, or made by initdb alone. */
const NO_OBJECTS = ["pg_largeobject_metadata"];

const world = await testWorld([]);
const available = await world.engines.available();
const majors = [15, 18].filter((major) =>
  available.some((engine) => engine.major === major && engine.kind !== "pglite"),
);
const settings = { wal_level: "logical", fsync: "off" };

describe.each(majors)("the schema of PostgreSQL %s", (major) => {
  let server: Awaited<ReturnType<typeof world.engines.start>>;
  let session: Session;
  let model: SchemaModel;

  const openNew = async (name: string): Promise<Session> =>
    await world.databases.open({ url: await server.createDatabase(name) });

  const everything = (): string =>
    [EVERY_KIND, ...NEWER.filter(([since]) => session.serverVersion >= since).map(([, sql]) => sql)].join("\n");

  beforeAll(async () => {
    const kind = available.find((engine) => engine.major === major && engine.kind !== "pglite")?.kind ?? "embedded";
    server = await world.engines.start({ major, engine: kind, settings });
    session = await openNew("everything");
    await session.script(everything());
    await session.script("CREATE TEMPORARY TABLE passing (id serial PRIMARY KEY, at date DEFAULT now())");
    model = await readSchema(session);
  });

  afterAll(async () => {
    await session?.[Symbol.asyncDispose]();
    await server?.[Symbol.asyncDispose]();
  });

  const at = (kind: ObjectKind, ...identity: readonly string[]): SchemaObject | undefined =>
    model.objects.get(objectId(kind, ...identity));

  test("has an object of every kind, and nothing without words", () => {
    const kinds = new Set([...model.objects.values()].map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual([...KINDS].sort());
    expect(model.unmodelled).toEqual([]);
  });

  test("was tried with an object of every class that the server knows", async () => {
    const catalogs = await session.query(
      `SELECT c.relname::text AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'oid'
       WHERE c.relnamespace = 'pg_catalog'::regnamespace AND c.relkind = 'r' AND NOT c.relisshared AND a.attnum > 0`,
    );
    const empty: unknown[] = [];
    for (const { name } of catalogs) {
      const [row] = await session.query(`SELECT count(*)::int AS n FROM pg_catalog.${String(name)} WHERE oid >= 16384`);
      if (row?.["n"] === 0) empty.push(name);
    }
    expect(empty).toEqual(NO_OBJECTS);
  });

  test("is in the order of ids, the same every time", async () => {
    const ids = [...model.objects.keys()];
    expect(ids).toEqual(ids.toSorted((a, b) => (a < b ? -1 : 1)));
    const again = await readSchema(session);
    expect(fingerprint(again)).toBe(fingerprint(model));
    expect(again.dependencies).toEqual(model.dependencies);
  });

  test("leaves out temporary objects and members of extensions", () => {
    const names = new Set([...model.objects.values()].map(({ name }) => name));
    expect([names.has("passing"), names.has("hstore_in"), names.has("citext")]).toEqual([false, false, true]);
    expect(at("extension", "citext")).toMatchObject({ installedIn: "app" });
    expect(at("domain", "app", "citext")).toBeUndefined();
  });

  test.each(FACTS)("keeps %s", (_what, kind, identity, facts) => {
    expect(at(kind, ...identity)).toMatchObject(facts);
  });

  test("says what needs what, and which part of a column it is", () => {
    const has = (from: string, to: string): unknown =>
      model.dependencies.find((one) => one.from === from && one.to === to);
    expect(has(objectId("view", "app", "rich"), objectId("column", "app", "customer", "paid"))).toMatchObject({
      reason: "normal",
    });
    expect(
      has(objectId("routine", "app", "total", "numeric"), objectId("view-column", "app", "rich", "paid")),
    ).toBeDefined();
    expect(has(objectId("column", "app", "customer", "ticket"), objectId("sequence", "app", "ticket"))).toMatchObject({
      part: "default",
    });
    expect(has(objectId("column", "app", "customer", "email"), objectId("extension", "citext"))).toMatchObject({
      part: null,
    });
    expect(has(objectId("composite", "app", "address"), objectId("enum", "app", "mood"))).toBeDefined();
    expect(
      has(
        objectId("operator-class", "app", "backwards", "btree"),
        objectId("operator-family", "app", "numbers", "btree"),
      ),
    ).toBeDefined();
  });

  test("hides no password of a subscription unless told to", async () => {
    expect(JSON.stringify(at("subscription", "copy"))).not.toContain("sesame");
    const open = await readSchema(session, { secrets: "keep" });
    expect(JSON.stringify(open.objects.get(objectId("subscription", "copy")))).toContain("sesame");
  });

  test("knows what the server grants when nothing was said", async () => {
    const letters = {
      table: "r",
      sequence: "s",
      schema: "n",
      routine: "f",
      enum: "T",
      language: "l",
      "foreign-server": "S",
    } as const;
    for (const [kind, letter] of Object.entries(letters)) {
      const rows = await session.query(
        `SELECT CASE WHEN x.grantee <> 0 THEN 'me' END AS grantee, x.privilege_type AS privilege
         FROM aclexplode(acldefault('${letter}', 10)) x`,
      );
      const ours = builtInPrivileges({ kind: kind as ObjectKind, owner: "me" }, session.serverVersion);
      const list = (grants: readonly { grantee?: unknown; privilege?: unknown }[]): readonly string[] =>
        grants.map(({ grantee, privilege }) => `${String(grantee)} ${String(privilege)}`).sort();
      expect([kind, ...list(ours)]).toEqual([kind, ...list(rows)]);
    }
  });

  test("names what it has no words for", async () => {
    await using other = await openNew("strange");
    await other.script("CREATE FUNCTION pg_catalog.ours() RETURNS int LANGUAGE sql AS 'SELECT 1'");
    await other.script("GRANT SELECT ON pg_catalog.pg_statistic TO PUBLIC; CREATE EXTENSION hstore");
    await other.script("REVOKE EXECUTE ON FUNCTION hstore_in(cstring) FROM PUBLIC");
    const { unmodelled } = await readSchema(other);
    expect(unmodelled).toEqual([
      { catalog: "pg_proc", description: "function ours()" },
      { catalog: "pg_class", description: "privileges of table pg_statistic" },
    ]);
  });

  test("gets a change of every rare kind by a plan, and back", async () => {
    await session.script("DROP SUBSCRIPTION copy");
    await using target = await openNew("target");
    await using desired = await openNew("desired");
    await target.script(everything());
    const before = await readSchema(target, { secrets: "keep" });
    await target.script("DROP SUBSCRIPTION copy");
    await desired.script(`${everything()}\n${CHANGES}`);
    const after = await readSchema(desired, { secrets: "keep" });
    await desired.script("ALTER SUBSCRIPTION copy SET (slot_name = NONE)");
    await desired.script("DROP SUBSCRIPTION copy");
    await target.script(subscriptionOf(everything()));
    expect(await following(target, before, after)).toEqual([...after.objects.values()]);
    expect(await following(target, after, before)).toEqual([...before.objects.values()]);
  });
});

const subscriptionOf = (sql: string): string => /CREATE SUBSCRIPTION[^;]*;/.exec(sql)?.[0] ?? "";

/** What is there after the plan from one state to the other. */
async function following(target: Session, from: SchemaModel, to: SchemaModel): Promise<readonly SchemaObject[]> {
  const plan = planBetween(from, to, { role: "postgres" });
  expect(plan.refused).toEqual([]);
  for (const step of plan.batches.flatMap(({ steps }) => steps)) await target.script(step.sql);
  return [...(await readSchema(target, { secrets: "keep" })).objects.values()];
}
