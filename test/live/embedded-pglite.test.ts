import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DatabaseServer } from "../../src/command/index.ts";
import { matching } from "../support/matching.ts";
import { databases, engines } from "./embedded-support.ts";

const isHere = (await engines().available()).some((info) => info.kind === "pglite");
if (!isHere) console.warn("PGlite is not installed: its tests are skipped.");

describe.skipIf(!isHere)("PGlite as a server", () => {
  let server: DatabaseServer;
  beforeAll(async () => {
    server = await engines().start({ engine: "pglite" });
  });
  afterAll(() => server[Symbol.asyncDispose]());

  test("says that it has one session, and its real version", () => {
    expect(server.singleSession).toBe(true);
    expect(server.engine).toMatchObject({ kind: "pglite", major: 18, version: matching(/^18\.\d+$/) });
  });

  test("lets connections take turns, transaction by transaction", async () => {
    await using one = await databases.open({ url: server.url() });
    await using two = await databases.open({ url: server.url() });
    await one.script("create table turns (n int)");
    await one.script("begin");
    await one.query("insert into turns values ($1)", [1]);
    const seen = two.query("select count(*)::int as n from turns");
    await one.query("insert into turns values ($1)", [2]);
    await one.script("commit");
    expect(await seen).toEqual([{ n: 2 }]);
  });

  test("is not held up by a client that goes away in a transaction", async () => {
    await using one = await databases.open({ url: server.url() });
    const two = await databases.open({ url: server.url() });
    await two.script("create table gone (n int)");
    await two.script("begin; insert into gone values (1)");
    await two[Symbol.asyncDispose]();
    expect(await one.query("select count(*)::int as n from gone")).toEqual([{ n: 0 }]);
  });

  test("goes on after a statement that failed", async () => {
    await using session = await databases.open({ url: server.url() });
    await expect(session.query("select nope")).rejects.toMatchObject({ cause: { sqlState: "42703" } });
    expect(await session.query("select $1::int as n", [1])).toEqual([{ n: 1 }]);
  });

  test("is read only when asked, although it takes no settings at the start", async () => {
    await using session = await databases.open({ url: server.url() }, { readOnly: true });
    await expect(session.query("create table t ()")).rejects.toMatchObject({ cause: { sqlState: "25006" } });
  });

  test("keeps databases apart, and knows which it has", async () => {
    await using session = await databases.open({ url: await server.createDatabase("shop") });
    await session.script("create extension citext; create table only_here (name citext)");
    await using other = await databases.open({ url: server.url() });
    await expect(other.query("select * from only_here")).rejects.toMatchObject({ cause: { sqlState: "42P01" } });
    await expect(server.createDatabase("shop")).rejects.toMatchObject({ code: "database-query-failed" });
    const nope = databases.open({ url: server.url("nope") });
    await expect(nope).rejects.toMatchObject({ cause: { sqlState: "3D000" } });
  });

  test("asks for its password", async () => {
    const url = server.url().replace(/:[^:@]+@/, ":wrong@");
    await expect(databases.open({ url })).rejects.toMatchObject({ cause: { sqlState: "28P01" } });
  });
});

describe.skipIf(!isHere)("PGlite with kept data", () => {
  const data = mkdtempSync(join(tmpdir(), "pglite-"));
  afterAll(() => rmSync(data, { recursive: true, force: true }));

  test("finds them again, and no other engine takes them", async () => {
    {
      await using server = await engines().start({ engine: "pglite", data });
      await using session = await databases.open({ url: await server.createDatabase("shop") });
      await session.script("create table kept (n int); insert into kept values (1)");
    }
    await expect(engines().start({ engine: "embedded", data })).rejects.toMatchObject({ code: matching(/^engine-/) });
    await using server = await engines().start({ data });
    expect(server.engine.kind).toBe("pglite");
    await using session = await databases.open({ url: server.url("shop") });
    expect(await session.query("select n from kept")).toEqual([{ n: 1 }]);
  });
});
