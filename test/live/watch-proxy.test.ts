// The proxy of `db watch` between real clients and a real server: byte-exact, bounded, and not to be brought down.
import { readFile, writeFile } from "node:fs/promises";
import { connect, createServer, type Socket } from "node:net";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fromSql } from "../../src/advice/indexes/index.ts";
import { createWatch, type Watch, type WireProxy } from "../../src/advice/nplusone/index.ts";
import type { DatabaseServer } from "../../src/command/index.ts";
import { runCli, temporaryFolder, testWorld } from "../support/world.ts";
import { hookCases } from "./watch-hook-cases.ts";

const SCHEMA = `
create table users (id serial primary key, name text not null);
create table orders (id serial primary key, user_id int not null references users, total numeric);
insert into users (name) select 'user ' || n from generate_series(1, 60) n;
insert into orders (user_id, total) select 1 + n % 60, n from generate_series(1, 300) n;`;

let server: DatabaseServer;
let url = "";
let watch: Watch;
let proxy: WireProxy;

beforeAll(async () => {
  const world = await testWorld([]);
  server = await world.engines.start({});
  url = await server.createDatabase("watched");
  await using session = await world.databases.open({ url });
  await session.script(SCHEMA);
  watch = createWatch({ salt: 7, now: () => performance.now() });
  proxy = await world.wire.open({ url, host: "127.0.0.1", port: 0, connected: watch.connected });
}, 60_000);

afterAll(async () => {
  await proxy[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

async function connected(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: proxy.url });
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

/** Every byte that a socket brings until it closes. */
function answerTo(bytes: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect({ port: proxy.port, host: proxy.host }, () => socket.write(bytes));
    socket.on("data", (chunk) => chunks.push(chunk));
    socket.once("error", reject).once("close", () => resolve(Buffer.concat(chunks)));
  });
}

const packet = (code: number, body: Buffer = Buffer.alloc(0)): Buffer => {
  const head = Buffer.alloc(8);
  head.writeInt32BE(8 + body.length, 0);
  head.writeInt32BE(code, 4);
  return Buffer.concat([head, body]);
};

const alive = async (): Promise<number> => {
  const client = await connected();
  const { rows } = await client.query<{ one: number }>("select 1 as one");
  await client.end();
  return rows[0]?.one ?? 0;
};

describe("what passes", () => {
  test("rows of megabytes, values with every byte, errors and notices", async () => {
    const client = await connected();
    const notices: string[] = [];
    client.on("notice", ({ message }) => notices.push(message ?? ""));
    const blob = Buffer.from(Array.from({ length: 300_000 }, (_, at) => at % 256));
    const { rows } = await client.query<{ same: Buffer; many: string }>(
      "select $1::bytea as same, repeat('x', 3000000) as many",
      [blob],
    );
    expect(rows[0]?.same.equals(blob)).toBe(true);
    expect(rows[0]?.many.length).toBe(3_000_000);
    await expect(client.query("select 1/0")).rejects.toMatchObject({ code: "22012" });
    await client.query("do $$ begin raise notice 'heard'; end $$");
    expect(notices).toEqual(["heard"]);
    await client.end();
  });

  test("NOTIFY, named statements, several statements in one text", async () => {
    const client = await connected();
    const heard = new Promise((resolve) => client.once("notification", ({ payload }) => resolve(payload)));
    await client.query("listen bell; notify bell, 'rung'");
    expect(await heard).toBe("rung");
    for (let id = 1; id < 4; id += 1) {
      const { rows } = await client.query({ name: "one", text: "select name from users where id = $1", values: [id] });
      expect(rows).toEqual([{ name: `user ${id}` }]);
    }
    await client.end();
  });

  test("a cancel request reaches the session that it is for", async () => {
    const client = await connected();
    const slow = client.query("select pg_sleep(60)");
    const ending = slow.then(
      () => "done",
      (failure: unknown) => (failure instanceof pg.DatabaseError ? failure.code : String(failure)),
    );
    const key = Buffer.alloc(8);
    key.writeInt32BE(Number(Reflect.get(client, "processID")), 0);
    key.writeInt32BE(Number(Reflect.get(client, "secretKey")), 4);
    // The statement has begun for certain when the server shows it.
    const other = await connected();
    const isRunning = "select 1 from pg_stat_activity where pid = $1 and state = 'active'";
    while ((await other.query(isRunning, [Reflect.get(client, "processID")])).rowCount === 0);
    expect((await answerTo(packet(80_877_102, key))).length).toBe(0);
    expect(await ending).toBe("57014");
    await Promise.all([client.end(), other.end()]);
  });

  test("a client that does not read stops the server, not the memory", async () => {
    const client = await connected();
    const stream = (client as unknown as { connection: { stream: Socket } }).connection.stream;
    const result = client.query("select repeat('y', 1000) as y from generate_series(1, 15000)");
    stream.pause();
    const other = await connected();
    const waits = "select 1 from pg_stat_activity where wait_event = 'ClientWrite'";
    while ((await other.query(waits)).rowCount === 0);
    expect(process.memoryUsage().arrayBuffers).toBeLessThan(100_000_000);
    stream.resume();
    expect((await result).rowCount).toBe(15_000);
    await Promise.all([client.end(), other.end()]);
  });
});

describe("what must not bring it down", () => {
  test.each([
    ["encryption is declined", packet(80_877_103), "N"],
    ["so is that of GSS", packet(80_877_104), "N"],
  ])("%s", async (_name, bytes, answer) => {
    const socket = connect({ port: proxy.port, host: proxy.host }, () => socket.write(bytes));
    const heard = await new Promise<Buffer>((resolve) => socket.once("data", resolve));
    expect(heard.toString()).toBe(answer);
    socket.destroy();
  });

  test.each([
    ["a length of a gigabyte", Buffer.from([0x3f, 0xff, 0xff, 0xff, 0, 3, 0, 0])],
    ["a length below zero", Buffer.from([0xff, 0xff, 0xff, 0xff, 0, 3, 0, 0])],
    ["HTTP", Buffer.from("GET / HTTP/1.1\r\n\r\n")],
    ["TLS at once", Buffer.from([22, 3, 1, 2, 0, 1, 0, 1, 252, 3, 3])],
  ])("%s is refused in the words of the protocol", async (_name, bytes) => {
    expect((await answerTo(bytes)).toString("latin1")).toContain("C08P01");
    expect(await alive()).toBe(1);
  });

  test("a message that promises a gigabyte, or has no length, goes to the server unread", async () => {
    for (const bytes of [
      Buffer.from([81, 0x3f, 0xff, 0xff, 0xff]),
      Buffer.from([81, 0, 0, 0, 1]),
      Buffer.from([66, 0, 0, 0, 6, 1, 1]),
    ]) {
      const client = await connected();
      const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
      const gone = new Promise((resolve) => stream.once("close", resolve));
      stream.write(bytes);
      stream.end();
      await gone;
    }
    expect(await alive()).toBe(1);
  });

  test("clients that stop in the middle of everything", async () => {
    const startup = packet(196_608, Buffer.from("user\0nobody\0\0"));
    for (const part of [1, 5, 9, startup.length]) {
      const socket = connect({ port: proxy.port, host: proxy.host });
      await new Promise((resolve) => socket.write(startup.subarray(0, part), resolve));
      socket.destroy();
    }
    expect(await alive()).toBe(1);
  });

  test("40 clients at once, half of them torn off", async () => {
    const clients = await Promise.all(Array.from({ length: 40 }, () => connected()));
    await Promise.all(clients.map((client) => client.query("select count(*) from users")));
    for (const [at, client] of clients.entries()) {
      if (at % 2 === 0) (client as unknown as { connection: { stream: Socket } }).connection.stream.destroy();
      else await client.end();
    }
    expect(await alive()).toBe(1);
  });

  test("a server that is not there is told to the client, and to the report", async () => {
    const world = await testWorld([]);
    const closed = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => closed.once("listening", resolve));
    const address = closed.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    await new Promise((resolve) => closed.close(resolve));
    const options = { host: "127.0.0.1", port: 0, connected: watch.connected };
    await using lost = await world.wire.open({ url: `postgres://a:b@127.0.0.1:${port}/c`, ...options });
    const client = new pg.Client({ connectionString: lost.url });
    await expect(client.connect()).rejects.toMatchObject({ code: "08006" });
    expect(lost.failures()[0]).toContain(`127.0.0.1:${port}`);
  });
});

const CODE = `const { rows: users } = await pool.query("select id from users");
const all = [];
for (const user of users) {
  all.push(pool.query("select * from orders where user_id = $1", [user.id]));
}
`;

/** A csvlog of one session that walks through a list. */
function logOf(lookups: number): string {
  const line = (at: number, sql: string, detail: string): string =>
    `2026-01-15 10:00:00.${100 + at} UTC,"me","watched",7,"[local]",abc.7,${at},"SELECT",2026-01-15 09:00:00 UTC,3/1,0,LOG,00000,` +
    `"duration: 1.5 ms  execute <unnamed>: ${sql}","${detail}",,,,,,,,"app","client backend",,0\n`;
  const lines = Array.from({ length: lookups }, (_, at) =>
    line(at + 1, "select * from orders where user_id = $1", `parameters: $1 = '8181${at}'`),
  );
  return line(0, "select id, name from users", "") + lines.join("");
}

describe("the command", () => {
  test("watches a program, names its N+1 and says no", async () => {
    const program = `const pg = require("pg");
      (async () => {
        const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 1 });
        const { rows } = await pool.query("select id, name from users order by id limit 12");
        for (const { id } of rows) await pool.query("select * from orders where user_id = $1", [id]);
        await pool.end();
      })();`;
    const words = ["db", "watch", "--connection", url, "--check", "--", process.execPath, "-e", program];
    const { code, stdout, stderr } = await runCli(words);
    expect(stderr).toContain("Listening at 127.0.0.1:");
    expect(stdout).toContain("N+1 QUERY RISKS (1 found):");
    expect(stdout).toMatch(/users -> orders \(orders\.user_id\): 1 \+ 12 queries, [\d.]+ ms \[proven\]/);
    expect(stdout).toContain("batched: select * from orders where user_id = ANY($1)");
    expect(stdout).not.toContain(new URL(url).password);
    expect(code).toBe(1);
  });

  /** A loop over so many users, with so much time between two lookups. */
  const loop = (users: number, pauseMs: number): string => `const pg = require("pg");
      (async () => {
        const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
        await client.connect();
        const { rows } = await client.query("select id, name from users order by id limit ${users}");
        for (const { id } of rows) {
          await client.query("select * from orders where user_id = $1", [id]);
          await new Promise((resolve) => setTimeout(resolve, ${pauseMs}));
        }
        await client.end();
      })();`;

  test.each([
    ["--threshold", "9", { threshold: 9, windowMs: 1_000 }],
    ["--window", "5ms", { threshold: 5, windowMs: 5 }],
  ])("%s %s: what stays below is no N+1; --listen says where", async (flag, value, said) => {
    const world = await testWorld([]);
    const port = await world.web.freePort();
    const program = loop(8, flag === "--window" ? 30 : 0);
    const words = ["--connection", url, "--listen", `127.0.0.1:${port}`, flag, value, "--check"];
    const { code, stdout } = await runCli(["db", "watch", "--json", ...words, "--", process.execPath, "-e", program]);
    expect(JSON.parse(stdout)).toMatchObject({ listen: `127.0.0.1:${port}`, ...said, executions: 9, nPlusOne: [] });
    expect(code).toBe(0);
  });

  test("--duration ends the watching, and the program with it", async () => {
    const words = [
      "--connection",
      url,
      "--duration",
      "100ms",
      "--",
      process.execPath,
      "-e",
      "setInterval(() => {}, 1e3)",
    ];
    const { code, stdout } = await runCli(["db", "watch", "--json", ...words]);
    expect(JSON.parse(stdout)).toMatchObject({ program: { wasEnded: true }, failed: false });
    expect(code).toBe(0);
  });

  test("a server that is not there is said at once, and a check that saw no query has no answer", async () => {
    const words = ["--connection", "postgres://a:b@127.0.0.1:1/c", "--duration", "50ms", "--check"];
    const { code, stdout, stderr } = await runCli(["db", "watch", ...words]);
    expect(stderr).toMatch(/127\.0\.0\.1:1\b.* Clients of the proxy will fare alike/s);
    expect(stdout).toContain("none: no query came through the proxy");
    expect(code).toBe(5);
  });

  test("JSON holds no key unless it may, and HTML is one page", async () => {
    const program = `const pg = require("pg");
      (async () => {
        const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
        await client.connect();
        const { rows } = await client.query("select id, name from users where id > 40 order by id limit 9");
        for (const { id } of rows) await client.query("select * from orders where user_id = " + id);
        await client.end();
      })();`;
    const words = ["--connection", url, "--", process.execPath, "-e", program];
    const plain = await runCli(["db", "watch", "--json", ...words]);
    const data = JSON.parse(plain.stdout) as {
      readonly nPlusOne: readonly { readonly values: readonly string[]; readonly queries: number }[];
    };
    expect(data.nPlusOne).toMatchObject([
      { class: "proven", relation: "foreign-key", queries: 9, runs: 1, values: [] },
    ]);
    expect(plain.code).toBe(0);
    const shown = await runCli(["db", "watch", "--show-values", "--format", "html", ...words]);
    expect(shown.stdout).toContain("Keys: 41, 42, 43, 44, 45");
    expect(shown.stdout).toMatch(/^<!doctype html>/);
  });

  test("what ran is a workload for index advice, and holds no value", async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, "seen.sql");
    const program = `const pg = require("pg");
      (async () => {
        const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
        await client.connect();
        for (const id of [71717, 71718])
          await client.query("select id from orders where total = $1 and id in (1, 2) and user_id <> " + id, [id]);
        await client.query("set work_mem = '71719kB'");
        await client.query("do $$ begin perform 71720; end $$");
        await client.end();
      })();`;
    const words = ["--save-workload", file, "--connection", url, "--", process.execPath, "-e", program];
    const { code, stdout } = await runCli(["db", "watch", ...words]);
    expect(stdout).toContain(`Workload: 1 forms of statements in ${file}`);
    expect(code).toBe(0);
    const text = await readFile(file, "utf8");
    expect(text).toMatch(/^-- calls: 2, mean: [\d.]+ ms, rows: 0.000$/m);
    expect(text).toContain("\nselect id from orders where total = $1 and id in ($2) and user_id <> $3;\n");
    expect(text).not.toContain("717");
    expect(fromSql(text, file)).toMatchObject([{ calls: 2, rowsPerCall: 0, origin: file }]);
  });

  // Three whole analyses: on a machine that has much else to do they take their time.
  test("db analyze says what speaks for an N+1: in the code, in a log, in the counters", async () => {
    await using folder = await temporaryFolder();
    await writeFile(join(folder.path, "feed.ts"), CODE);
    await writeFile(join(folder.path, "server.csv"), logOf(8));
    const words = ["db", "analyze", "--no-remember", "--connection", url, "--code", folder.path];
    const given = [...words, "--workload", join(folder.path, "server.csv"), "--workload", "pg_stat_statements"];
    const [text, json, sarif] = [
      await runCli(given),
      await runCli([...given, "--json"]),
      await runCli([...given, "--format", "sarif"]),
    ];
    expect([text.code, json.code, sarif.code]).toEqual([0, 0, 0]);
    expect(text.stdout).toContain("N+1 QUERY RISKS (2 found):");
    expect(text.stdout).toMatch(/feed\.ts:4:12: a query for each user\.id, in a loop \(line 3\) \[static\]/);
    expect(text.stdout).toMatch(/users\.id: 1 \+ 8 queries in one session, [\d.]+ms \[likely\]/);
    expect(text.stdout).toContain("Proof: backwright db watch");
    const { nPlusOne } = JSON.parse(json.stdout) as { readonly nPlusOne: unknown };
    expect(nPlusOne).toMatchObject({
      examined: true,
      sources: [
        { kind: "code", read: 1, skipped: [] },
        { kind: "log", read: 9, sessions: 1 },
        { kind: "statistics", state: "not-installed" },
      ],
      risks: [
        { class: "static", line: 4, column: 12, library: "sql", argument: "user.id" },
        { class: "likely", foreignKey: "orders.user_id -> users.id", runs: 1, queries: 8 },
      ],
    });
    expect(sarif.stdout).toMatch(/feed\.ts"\s*\},\s*"region": \{\s*"startLine": 4,\s*"startColumn": 12/);
    for (const { stdout } of [text, json, sarif]) expect(stdout).not.toContain("8181");
  }, 240_000);

  test("what is no log and no code is said", async () => {
    const words = ["db", "analyze", "--no-remember", "--connection", url];
    const wrong = await runCli([...words, "--workload", "queries.sql"]);
    expect(wrong.stderr).toContain("neither pg_stat_statements nor a log");
    const missing = await runCli([...words, "--code", "no-such-folder"]);
    expect(missing.stderr).toContain("no-such-folder");
    expect([wrong.code, missing.code]).toEqual([2, 3]);
  });

  test("Ctrl-C ends with the report", async () => {
    const interruption = new AbortController();
    const running = runCli(["db", "watch", "--connection", url], { signal: interruption.signal });
    interruption.abort();
    const { code, stdout } = await running;
    expect(stdout).toContain("none: no query came through the proxy");
    expect(code).toBe(130);
  });

  test("a program that fails is not hidden, a port that is taken is named", async () => {
    const failed = await runCli(["db", "watch", "--connection", url, "--", process.execPath, "-e", "process.exit(3)"]);
    expect(failed.stdout).toContain("ended with exit code 3");
    expect(failed.code).toBe(1);
    const taken = await runCli(["db", "watch", "--connection", url, "--listen", String(proxy.port), "--duration", "1"]);
    expect(taken.stderr).toContain("another program listens there");
    expect(taken.code).toBe(3);
  });
});

describe("the hook for pg, in the application itself", () => {
  hookCases(() => url);
});
