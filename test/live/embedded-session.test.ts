import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, connect, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DatabaseServer } from "../../src/command/index.ts";
import { createDatabases } from "../../src/edge/postgres/index.ts";
import { matching } from "../support/matching.ts";
import { databases, engines, whereabouts } from "./embedded-support.ts";

let server: DatabaseServer;
beforeAll(async () => {
  server = await engines().start();
});
afterAll(() => server[Symbol.asyncDispose]());

describe("values", () => {
  const values: readonly [sql: string, value: unknown][] = [
    ["9007199254740993::int8", "9007199254740993"],
    ["1.10::numeric", "1.10"],
    ["array[1.10, 2]::numeric[]", ["1.10", "2"]],
    ["array['a', 'b,c']::name[]", ["a", "b,c"]],
    ["'2026-01-31'::date", "2026-01-31"],
    ["'2026-01-31 10:00:00.123456'::timestamp", "2026-01-31 10:00:00.123456"],
    ["'2026-01-31 10:00:00+02'::timestamptz", "2026-01-31 08:00:00+00"],
    ["'1 day 2 hours'::interval", "1 day 02:00:00"],
    ["7::int4", 7],
    ["true", true],
    ["null::text", null],
    [`'{"a": [1]}'::jsonb`, { a: [1] }],
    ["'\\x00ff'::bytea", Buffer.from([0, 255])],
  ];
  test.each(values)("%s", async (sql, value) => {
    await using session = await databases.open({ url: server.url() });
    expect(await session.query(`select ${sql} as value`)).toEqual([{ value }]);
  });
});

describe("a session", () => {
  test("knows where it is", async () => {
    await using session = await databases.open({ url: server.url() }, { applicationName: "test" });
    expect(session.where).toMatch(/^127\.0\.0\.1:\d+$/);
    expect(session).toMatchObject({ database: "postgres", user: "postgres" });
    expect(Math.floor(session.serverVersion / 10_000)).toBe(server.engine.major);
    expect(await session.query("show application_name")).toEqual([{ application_name: "test" }]);
  });

  test("asks one statement with parameters, or runs many without", async () => {
    await using session = await databases.open({ url: server.url() });
    await session.script("create temp table t (n int); insert into t values (1), (2);");
    expect(await session.query("select n from t where n > $1", [1])).toEqual([{ n: 2 }]);
    const two = session.query("select 1; select 2");
    await expect(two).rejects.toMatchObject({ code: "database-query-failed", cause: { sqlState: "42601" } });
  });

  test("goes on after a statement that failed, and answers statements in order", async () => {
    await using session = await databases.open({ url: server.url() });
    const [failed, answered] = await Promise.allSettled([session.query("select nope"), session.query("select 1 as n")]);
    expect(failed).toMatchObject({
      reason: { code: "database-query-failed", cause: { sqlState: "42703", position: 8 } },
    });
    expect(answered).toMatchObject({ value: [{ n: 1 }] });
  });

  test("is read only and limited in time when asked, from the first statement on", async () => {
    await using session = await databases.open({ url: server.url() }, { readOnly: true, statementTimeoutMs: 100 });
    await expect(session.query("create table t ()")).rejects.toMatchObject({ cause: { sqlState: "25006" } });
    await expect(session.query("select pg_sleep(60)")).rejects.toMatchObject({ cause: { sqlState: "57014" } });
  });

  test("that is disposed of in the middle of a query ends the query on the server too", async () => {
    const busy = await databases.open({ url: server.url() });
    const [row] = await busy.query("select pg_backend_pid() as pid");
    const endless = busy.script("do $$ begin loop end loop; end $$").catch((cause: unknown) => cause);
    await busy[Symbol.asyncDispose]();
    expect(await endless).toMatchObject({ code: "database-connection-lost" });
    await using other = await databases.open({ url: server.url() });
    const sql = "select count(*)::int as n from pg_stat_activity where pid = $1";
    let left: unknown = 1;
    while (left !== 0) left = (await other.query(sql, [row?.["pid"]]))[0]?.["n"];
    expect(left).toBe(0);
  });

  test("takes what the URL leaves out from the environment", async () => {
    const { hostname, port, password } = new URL(server.url());
    const env = { PGHOST: hostname, PGPORT: port, PGUSER: "postgres", PGPASSWORD: password, PGDATABASE: "template1" };
    await using session = await createDatabases({ env }).open({ url: "postgres://" });
    expect(session.database).toBe("template1");
  });

  test.skipIf(process.platform === "win32")("goes through a socket", async () => {
    await using first = await databases.open({ url: server.url() });
    const { folder } = await whereabouts(first);
    const { port } = new URL(server.url());
    await using session = await databases.open({
      url: `postgres:///postgres?user=postgres&host=${folder}/s&port=${port}`,
    });
    expect(session.where).toBe(`${folder}/s (port ${port})`);
  });

  test("tries the hosts of a list in turn", async () => {
    const { port, password } = new URL(server.url());
    const url = `postgres://postgres:${password}@127.0.0.1:1,127.0.0.1:${port}/postgres`;
    await using session = await databases.open({ url });
    expect(session.where).toBe(`127.0.0.1:${port}`);
  });

  const failures: readonly [name: string, change: (url: string) => string, message: RegExp][] = [
    ["a port where nobody listens", (url) => url.replace(/:\d+\//, ":1/"), /nothing listens there/],
    ["another password", (url) => url.replace(/:[^:@]+@/, ":wr0ng@"), /password authentication failed/],
    ["no password", (url) => url.replace(/:[^:@]+@/, "@"), /asks for a password and none is known/],
    ["no such database", (url) => url.replace(/\w+$/, "nope"), /database "nope" does not exist/],
    ["encryption that it does not have", (url) => `${url}?sslmode=require`, /does not support SSL/],
  ];
  test.each(failures)("with %s is an error without a secret", async (_, change, message) => {
    const opening = createDatabases({ env: {}, homeFolder: "/nowhere" }).open({ url: change(server.url()) });
    await expect(opening).rejects.toMatchObject({
      code: "database-unreachable",
      exitCode: 3,
      message: matching(message),
    });
    await expect(opening).rejects.not.toMatchObject({ message: matching(/wr0ng/) });
  });
});

describe("behind a pooler that refuses settings at the start", () => {
  let pooler: Server;
  beforeAll(async () => {
    pooler = refusing(Number(new URL(server.url()).port));
    await new Promise<void>((resolve) => pooler.listen(0, "127.0.0.1", resolve));
  });
  afterAll(() => pooler.close());

  const url = (): string => {
    const address = pooler.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    return server.url().replace(/:\d+\//, `:${port}/`);
  };

  test("a read-only session is read only, statement by statement, and sets nothing that would outlive it", async () => {
    await using session = await databases.open({ url: url() }, { readOnly: true, statementTimeoutMs: 100 });
    await expect(session.query("create table t ()")).rejects.toMatchObject({ cause: { sqlState: "25006" } });
    await expect(session.query("select pg_sleep(60)")).rejects.toMatchObject({ cause: { sqlState: "57014" } });
    await session.script("begin");
    expect(await session.query("show default_transaction_read_only")).toEqual([
      { default_transaction_read_only: "off" },
    ]);
    expect(await session.query("show statement_timeout")).toEqual([{ statement_timeout: "0" }]);
  });

  test("a transaction of the caller's own stays one, with the settings in it", async () => {
    await using session = await databases.open({ url: url() }, { readOnly: true, statementTimeoutMs: 100 });
    await session.query("begin isolation level repeatable read");
    await session.query("savepoint here");
    await expect(session.query("create table t ()")).rejects.toMatchObject({ cause: { sqlState: "25006" } });
    await session.query("rollback to savepoint here");
    expect(await session.query("show transaction_isolation")).toEqual([{ transaction_isolation: "repeatable read" }]);
    expect(await session.query("show statement_timeout")).toEqual([{ statement_timeout: "100ms" }]);
    await session.query("rollback");
  });
});

/** A double of PgBouncer in the one respect that matters here: error 08P01 for `options` in the startup packet. */
function refusing(port: number): Server {
  const fields = "SFATAL\0VFATAL\0C08P01\0Munsupported startup parameter: options\0\0";
  const refusal = Buffer.concat([Buffer.from("E\0\0\0\0"), Buffer.from(fields)]);
  refusal.writeInt32BE(refusal.length - 1, 1);
  return createServer((client) => {
    client.on("error", () => client.destroy());
    client.on("data", function first(packet: Buffer) {
      if (packet.length === 8) return client.write("N");
      client.off("data", first);
      if (packet.includes("options\0-c")) return client.end(refusal);
      const upstream = connect(port, "127.0.0.1");
      upstream.on("error", () => client.destroy());
      upstream.write(packet);
      return client.pipe(upstream).pipe(client);
    });
  });
}

const openssl = hasOpenssl();

describe.skipIf(!openssl)("with TLS", () => {
  const folder = mkdtempSync(join(tmpdir(), "tls-"));
  let secure: DatabaseServer;
  beforeAll(async () => {
    chmodSync(folder, 0o711);
    const [key, cert] = [join(folder, "server.key"), join(folder, "server.crt")];
    const names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
    const words = [
      "req",
      "-x509",
      "-newkey",
      "rsa:2048",
      "-nodes",
      "-days",
      "2",
      "-keyout",
      key,
      "-out",
      cert,
      ...names,
    ];
    execFileSync("openssl", words, { stdio: "ignore" });
    for (const path of [key, cert]) if (process.geteuid?.() === 0) chownSync(path, 65_534, 65_534);
    const settings = { ssl: "on", ssl_cert_file: cert, ssl_key_file: key };
    secure = await engines().start({ settings });
  });
  afterAll(async () => {
    await secure[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  });

  const secured = (parameters: string, host = "localhost"): string =>
    `${secure.url().replace("127.0.0.1", host)}?${parameters}`;
  const root = `sslrootcert=${encodeURIComponent(join(folder, "server.crt"))}`;

  const encrypted: readonly [name: string, parameters: string, host?: string][] = [
    ["without a word about it", ""],
    ["require", "sslmode=require"],
    ["verify-ca, whatever the name", `sslmode=verify-ca&${root}`, "127.0.0.1"],
    ["verify-full", `sslmode=verify-full&${root}`],
  ];
  test.each(encrypted)("a session is encrypted: %s", async (_, parameters, host) => {
    await using session = await databases.open({ url: secured(parameters, host) });
    const sql = "select ssl from pg_stat_ssl where pid = pg_backend_pid()";
    expect(await session.query(sql)).toEqual([{ ssl: true }]);
  });

  test("verify-full refuses another name, and a certificate of nobody known", async () => {
    const named = databases.open({ url: secured(`sslmode=verify-full&${root}`, "127.0.0.1") });
    await expect(named).rejects.toMatchObject({
      code: "database-unreachable",
      message: matching(/not in the cert's list|altnames/),
    });
    const unknown = databases.open({ url: secured("sslmode=verify-full") });
    await expect(unknown).rejects.toMatchObject({ code: "database-unreachable", message: matching(/self-signed/) });
  });

  test("disable is not encrypted", async () => {
    await using session = await databases.open({ url: secured("sslmode=disable") });
    const sql = "select ssl from pg_stat_ssl where pid = pg_backend_pid()";
    expect(await session.query(sql)).toEqual([{ ssl: false }]);
  });
});

function hasOpenssl(): boolean {
  try {
    execFileSync("openssl", ["version"], { stdio: "ignore" });
    return true;
  } catch {
    console.warn("There is no openssl here: the tests of TLS are skipped.");
    return false;
  }
}
