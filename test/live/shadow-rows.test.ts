// Rows of our own in tables of every kind, statistics of a target in a shadow, and a shadow opened as a command does it.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openShadow, readShadowSource } from "../../src/commands/shadow/index.ts";
import {
  fillSentinels,
  lostRows,
  measureStatements,
  readRows,
  readTargetStatistics,
  writeStatistics,
} from "../../src/diff/shadow/index.ts";
import type { Session } from "../../src/catalog/index.ts";
import type { DatabaseServer } from "../../src/command/index.ts";
import { testWorld } from "../support/world.ts";
import { databases, engines } from "./embedded-support.ts";

let server: DatabaseServer;
beforeAll(async () => {
  server = await engines().start({ settings: { fsync: "off" } });
});
afterAll(() => server[Symbol.asyncDispose]());

let count = 0;
async function database(): Promise<Session> {
  count += 1;
  return databases.open({ url: await server.createDatabase(`rows_${count}`) });
}

const TABLES = `
create type mood as enum ('sad', 'ok'); create type pair as (a int, b text);
create domain email as text check (value ~ '@'); create domain above_ten as int not null check (value > 10);
create table every (a bit(3), b varbit(2), c uuid, d date, e time, f timestamp, g inet, h cidr, i macaddr, j tsvector, k xml, l bytea,
  m money, n point, o int4multirange, p regclass, q "char", r float4, s interval, t timetz, u int[], v text[][], w pair, x pair[], y mood, z json);
create table users (id bigint generated always as identity primary key, email email unique not null, level above_ten, code varchar(2) check (length(code) = 2),
  low int, high int, twice int generated always as (low * 2) stored, during int4range, check (low < high), exclude using gist (during with &&));
create table orders (id serial primary key, user_id bigint not null references users, total numeric(4, 2) check (total > 0 and total < 5),
  state text check (state in ('new', 'paid')));
create table tree (id int primary key, parent int references tree);
create table strict_tree (id int primary key, parent int not null references strict_tree);
create table left_one (id int primary key, other int not null); create table right_one (id int primary key, other int not null references left_one);
alter table left_one add foreign key (other) references right_one;
create table events (id bigserial, at timestamptz not null, primary key (id, at)) partition by range (at);
create table events_2020 partition of events for values from ('2020-01-01') to ('2020-02-01'); create table events_rest partition of events default;
create table hashed (id int) partition by hash (id); create table hashed_2 partition of hashed for values with (modulus 7, remainder 2);
create table listed (code text) partition by list (code); create table listed_1 partition of listed for values in ('de', 'fr');
create table of_event (id int primary key, event_id bigint, event_at timestamptz, foreign key (event_id, event_at) references events (id, at));
create table one_of (a int, b int, check (num_nonnulls(a, b) = 1));
create table nothing (); create table child () inherits (tree);
create table impossible (a int check (a > 5 and a < 3));
create function refuse() returns trigger language plpgsql as 'begin raise exception ''no rows''; end';
create trigger refuse before insert on orders for each row execute function refuse();
`;

test("rows that fit types, checks, keys, partitions, identities, domains, enums and exclusion", async () => {
  await using session = await database();
  await session.script(TABLES);
  const { filled, empty } = await fillSentinels(session);
  const names =
    "child events_2020 events_rest every hashed_2 left_one listed_1 nothing of_event one_of orders right_one strict_tree tree users";
  expect(filled.map(({ relation }) => relation.name)).toEqual(names.split(" "));
  expect(filled.every(({ rows }) => rows === 3)).toBe(true);
  expect(empty).toEqual([
    { relation: { schema: "public", name: "impossible" }, reason: "no values meet its conditions together" },
  ]);
  const [nulls] = await session.query("select count(*)::int4 as rows from every where every is not null");
  expect(nulls).toEqual({ rows: 3 });
  expect(await fillSentinels(session)).toMatchObject({ filled });
});

test("foreign keys of our rows hold", async () => {
  await using session = await database();
  await session.script(TABLES);
  await fillSentinels(session);
  const [row] = await session.query(`select
    (select count(*) from orders o where not exists (select from users u where u.id = o.user_id))
    + (select count(*) from of_event o where not exists (select from events e where e.id = o.event_id and e.at = o.event_at))
    + (select count(*) from left_one l where not exists (select from right_one r where r.id = l.other))
    + (select count(*) from right_one r where not exists (select from left_one l where l.id = r.other))
    + (select count(*) from only tree t where parent is not null and not exists (select from only tree p where p.id = t.parent)) as orphans`);
  expect(row).toEqual({ orphans: "0" });
});

describe("rows before and after", () => {
  const cases: readonly [
    name: string,
    change: string,
    lost: readonly (readonly [string, number, readonly string[]])[],
  ][] = [
    ["nothing", "select 1", []],
    ["renamed table and column", "alter table things rename to stuff; alter table stuff rename word to text", []],
    ["a wider type", "alter table things alter id type bigint, alter word type varchar(99)", []],
    ["a type that keeps the value", "alter table things alter at type timestamptz", []],
    ["a cut value", "alter table things alter word type varchar(1) using left(word, 1)", [["things", 2, []]]],
    ["a dropped column", "alter table things drop column word", [["things", 2, ["word"]]]],
    [
      "a column dropped and made again",
      "alter table things drop column word; alter table things add column word text",
      [["things", 2, []]],
    ],
    ["a dropped table", "drop table things", [["things", 2, ["id", "word", "at"]]]],
    [
      "a table made again with its rows",
      "create table copy as table things; drop table things; alter table copy rename to things",
      [],
    ],
    ["one row less", "delete from things where id = 1", [["things", 1, []]]],
    ["a changed value", "update things set word = 'other' where id = 2", [["things", 1, []]]],
    ["one more row", "insert into things values (3, 'c', now())", []],
    [
      "an enum in place of a text",
      "create type words as enum ('one', 'two'); alter table things alter word type words using word::words",
      [],
    ],
  ];
  test.each(cases)("%s", async (_, change, lost) => {
    await using session = await databases.open({ url: server.url() });
    await session.script("drop schema public cascade; create schema public");
    await session.script(
      "create table things (id int, word text, at timestamp); insert into things values (1, 'one', '2020-01-01'), (2, 'two', null)",
    );
    await session.script("set timezone = 'UTC'");
    const before = await readRows(session);
    await session.script(change);
    const found = lostRows(before, await readRows(session, { like: before }));
    expect(found.map(({ relation, rows, columns }) => [relation.name, rows, columns])).toEqual(lost);
  });
});

test("a shadow has the target's statistics, and says of which tables it shows none", async () => {
  await using target = await database();
  const schema =
    "create domain em as text; create table things (id int primary key, name varchar(9), tags text[], kind em); create index on things (lower(name))";
  await target.script(schema);
  await target.script(
    "insert into things select g, 'n' || g % 50, array['t' || g % 7], 'k' || g % 3 from generate_series(1, 3000) g",
  );
  await target.script("analyze");
  await using shadow = await database();
  await shadow.script(schema);
  const statistics = await readTargetStatistics(target);
  const report = await writeStatistics(shadow, statistics);
  expect(report).toEqual({ written: 8, refused: [] });
  const stats =
    "select tablename, attname, null_frac, avg_width, n_distinct, most_common_vals::text, most_common_freqs, histogram_bounds::text, correlation, most_common_elems::text, most_common_elem_freqs, elem_count_histogram from pg_stats where schemaname = 'public' order by 1, 2";
  expect(await shadow.query(stats)).toEqual(await target.query(stats));
  expect(statistics.hidden).toEqual([]);
  const gone = {
    ...statistics,
    relations: [
      { relation: { schema: "public", name: "none" }, isIndex: false, pages: 1, rows: 1, allVisiblePages: 0 },
    ],
  };
  expect((await writeStatistics(shadow, gone)).refused.map(({ relation }) => relation.name)).toEqual(["none"]);
});

test("what columns have together is written as the shadow's own ANALYZE would write it; what cannot be copied is named", async () => {
  const rows = "insert into things select g % 500, g % 100, g % 10 from generate_series(1, 5000) g";
  const of = "create statistics of_things (ndistinct, dependencies) on zip, city, land from things";
  await using target = await database();
  // The numbers of its columns are others than the shadow's.
  await target.script(`create table things (gone int, zip int, city int, land int); alter table things drop column gone; ${rows}; ${of};
    create statistics of_values (mcv) on zip, city from things; analyze`);
  await using shadow = await database();
  await shadow.script(`create table things (zip int, city int, land int); ${of}`);
  const { refused } = await writeStatistics(shadow, await readTargetStatistics(target));
  expect(refused.map(({ relation, reason }) => `${relation.name}: ${reason}`)).toEqual([
    "things: the server did not take it",
    expect.stringContaining("things: its most common combinations of values"),
  ]);
  const written = "select n_distinct::text, dependencies::text from pg_stats_ext";
  const copied = await shadow.query(written);
  expect(copied).toEqual([{ n_distinct: expect.stringContaining('"1, 2": 500'), dependencies: expect.any(String) }]);
  await shadow.script(`${rows}; analyze`);
  expect(await shadow.query(written)).toEqual(copied);
  const casts = "select 1 from pg_cast where castsource = 'bytea'::regtype and casttarget = 'pg_ndistinct'::regtype";
  expect(await shadow.query(casts)).toEqual([]);
});

test("a command's shadow: the target's schema, roles and sizes, and nothing of it runs as a superuser", async () => {
  const world = await testWorld([]);
  await using target = await database();
  await target.script(`create role shadow_owner; create extension citext; create table notes (id int primary key, text citext);
    alter table notes owner to shadow_owner; create table big (id int primary key, word text);
    insert into big select g, 'word' from generate_series(1, 2000) g; create view words as select word from big`);
  await target.script("analyze");
  const source = await readShadowSource(world, { url: server.url(target.database) });
  await using shadow = await openShadow(world, source);
  expect(shadow.notes).toEqual([]);
  const run = await measureStatements(
    shadow.sessions,
    [
      "alter table big alter column word set not null",
      "alter table notes drop column text",
      "select pg_read_file('/etc/hostname')",
    ],
    { sizes: shadow.sizes, sharing: "each" },
  );
  expect(run.statements.map(({ error }) => error?.sqlState ?? null)).toEqual([null, null, "42501"]);
  expect(run.statements[0]?.estimatedSeconds).toBeGreaterThan(0);
  expect(run.statements[1]?.rowsLost).toEqual([
    { relation: { schema: "public", name: "notes" }, rows: 3, columns: ["text"] },
  ]);
  const [owner] = await shadow.sessions.runner.query(
    "select tableowner::text as name from pg_tables where tablename = 'notes'",
  );
  expect(owner).toEqual({ name: "shadow_owner" });
  expect(await target.query("select count(*)::int4 as rows from big where word is null")).toEqual([{ rows: 0 }]);
});

test("a shadow for plans sees the target's sizes, without a row", async () => {
  const world = await testWorld([]);
  await using target = await database();
  await target.script(
    "create table sized (id int primary key, word text); insert into sized select g, 'w' || g % 9 from generate_series(1, 5000) g",
  );
  await target.script("analyze");
  const source = await readShadowSource(world, { url: server.url(target.database) });
  await using shadow = await openShadow(world, source, { holds: "sizes" });
  const question = "explain select * from sized where word = 'w3'";
  expect(await shadow.sessions.runner.query(question)).toEqual(await target.query(question));
  expect(await shadow.sessions.runner.query("select count(*)::int4 as rows from sized")).toEqual([{ rows: 0 }]);
});

test("another major stands in where the target's is not installed, and the note says how to get it", async () => {
  const world = await testWorld([]);
  await using target = await database();
  const source = await readShadowSource(world, { url: server.url(target.database) });
  const model = { ...source.model, serverVersion: 120_000 };
  await using shadow = await openShadow(world, { ...source, model });
  expect(shadow.notes).toEqual([
    {
      code: "shadow-other-major",
      wanted: 12,
      used: shadow.engine.version,
      install: "backwright doctor --install-postgres 12",
    },
  ]);
});
