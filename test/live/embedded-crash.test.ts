import { once } from "node:events";
import { chmodSync, chownSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { matching } from "../support/matching.ts";
import { databases, engines, startHolder, leftAfterAll, whereabouts } from "./embedded-support.ts";

const found = await engines().available();
const native = found.find((info) => info.kind !== "pglite");
const isRoot = process.geteuid?.() === 0;

const places: string[] = [];
const place = (): string => {
  const path = mkdtempSync(join(tmpdir(), "kept-"));
  // As root the server runs as another user, who has to get through.
  chmodSync(path, 0o711);
  places.push(path);
  return path;
};
afterAll(() => places.forEach((path) => rmSync(path, { recursive: true, force: true })));

describe.skipIf(native === undefined || process.platform === "win32")("nothing is left of a server", () => {
  test.each(["exit", "throw"] as const)("whose Node ends by %s without stopping it", async (next) => {
    const holder = await startHolder({ next });
    expect(await leftAfterAll(holder.where)).toEqual([]);
  });

  test("whose Node is killed", async () => {
    const holder = await startHolder({ next: "wait" });
    holder.process.kill("SIGKILL");
    expect(await leftAfterAll(holder.where)).toEqual([]);
  });

  test("that is killed itself, with a backend at work", async () => {
    const holder = await startHolder({ next: "wait" });
    process.kill(holder.where.postmaster, "SIGKILL");
    expect(await leftAfterAll(holder.where)).toEqual([]);
    holder.process.kill("SIGKILL");
  });

  test("whose keeper is killed", async () => {
    const holder = await startHolder({ next: "wait" });
    process.kill(keeperOf(holder.where.token), "SIGKILL");
    expect(await leftAfterAll(holder.where)).toEqual([]);
    holder.process.kill("SIGKILL");
  });

  test("whose keeper and Node are killed, once the next one starts", async () => {
    const holder = await startHolder({ next: "wait" });
    const keeper = keeperOf(holder.where.token);
    holder.process.kill("SIGSTOP");
    process.kill(keeper, "SIGKILL");
    holder.process.kill("SIGKILL");
    await once(holder.process, "exit");
    await using server = await engines().start();
    expect(server.engine).toEqual(native);
    expect(await leftAfterAll(holder.where)).toEqual([]);
  });

  test.skipIf(!isRoot)("that an unprivileged user started", async () => {
    const cache = place();
    chownSync(cache, 65_534, 65_534);
    const holder = await startHolder({ next: "wait", cache }, { uid: 65_534, gid: 65_534 });
    holder.process.kill("SIGKILL");
    expect(await leftAfterAll(holder.where)).toEqual([]);
  });
});

describe.skipIf(native === undefined)("a session", () => {
  test("says clearly that its server was killed in the middle of a query", async () => {
    await using server = await engines().start();
    await using session = await databases.open({ url: server.url() });
    const where = await whereabouts(session);
    const query = session.query("select pg_sleep(600)");
    process.kill(where.postmaster, "SIGKILL");
    await expect(query).rejects.toMatchObject({ code: "database-connection-lost", exitCode: 3 });
    await expect(session.query("select 1")).rejects.toMatchObject({ code: "database-connection-lost" });
    expect(await leftAfterAll(where)).toEqual([]);
  });
});

describe.skipIf(native === undefined)("kept data", () => {
  test("survive an orderly end and a kill of everything", async () => {
    const data = join(place(), "data");
    {
      await using server = await engines().start({ data });
      await using session = await databases.open({ url: server.url() });
      await session.script("create table kept (n int); insert into kept values (1)");
    }
    const holder = await startHolder({ next: "wait", data });
    await using other = await databases.open({ url: holder.url });
    await other.script("insert into kept values (2)");
    process.kill(holder.where.postmaster, "SIGKILL");
    holder.process.kill("SIGKILL");
    expect(await leftAfterAll(holder.where)).toEqual([]);
    await using server = await engines().start({ data });
    await using session = await databases.open({ url: server.url() });
    expect(await session.query("select n from kept order by n")).toEqual([{ n: 1 }, { n: 2 }]);
  });

  test("are started although the lock file names a process that is something else today", async () => {
    const data = join(place(), "data");
    await using first = await engines().start({ data });
    await first[Symbol.asyncDispose]();
    writeFileSync(join(data, "postmaster.pid"), `${process.pid}\n${data}\n1\n5432\n\n\n\n`);
    await using server = await engines().start({ data });
    expect(server.engine.kind).toBe(native?.kind);
  });

  test("are refused while another server runs on them", async () => {
    const data = join(place(), "data");
    await using server = await engines().start({ data });
    await expect(engines().start({ data })).rejects.toMatchObject({ code: "engine-data-in-use", exitCode: 3 });
    await using session = await databases.open({ url: server.url() });
    expect(await session.query("select 1 as n")).toEqual([{ n: 1 }]);
  });

  test("of another major are refused", async () => {
    const data = join(place(), "data");
    await using server = await engines().start({ data });
    await server[Symbol.asyncDispose]();
    writeFileSync(join(data, "PG_VERSION"), "12\n");
    const message = matching(/is of PostgreSQL 12, which nothing here can read/);
    await expect(engines().start({ data })).rejects.toMatchObject({ code: "engine-data-major", message });
  });

  test("are never made in a folder with somebody else's files", async () => {
    const data = place();
    writeFileSync(join(data, "letter.txt"), "dear");
    await expect(engines().start({ data })).rejects.toMatchObject({ code: "engine-data-foreign", exitCode: 4 });
    expect(readdirSync(data)).toEqual(["letter.txt"]);
  });

  test.skipIf(!isRoot)("where the server's user cannot get at them are refused", async () => {
    const data = join(place(), "data");
    chmodSync(dirname(data), 0o700);
    const message = matching(/cannot be reached by the user/);
    await expect(engines().start({ data })).rejects.toMatchObject({ code: "engine-start-failed", message });
  });

  test("that were only begun are begun again", async () => {
    const data = place();
    for (const name of ["backwright.unfinished", "PG_VERSION"]) writeFileSync(join(data, name), "");
    await using server = await engines().start({ data });
    await using session = await databases.open({ url: server.url() });
    expect(await session.query("select 1 as n")).toEqual([{ n: 1 }]);
  });
});

function keeperOf(token: string): number {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const keeper = pids.find((pid) => lineOf(pid).includes(`main.ts ${token}`));
  if (keeper === undefined) throw new Error("there is no keeper");
  return Number(keeper);
}

function lineOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return "";
  }
}
