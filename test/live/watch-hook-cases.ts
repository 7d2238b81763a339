// The hook inside of an application: pg's own pool and client, a server, and requests that run at the same time.
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import express from "express";
import fastify from "fastify";
import Koa from "koa";
import pg from "pg";
import { expect, test } from "vitest";
import { watchPool, type PoolWatch } from "../../src/doors/watch.ts";

type Url = () => string;

const LIST = "select id, name from users order by id limit 12";
const LOOKUP = "select * from orders where user_id = $1";

/** A pool that is watched for the time of some work. */
async function watching(
  url: string,
  work: (pool: pg.Pool, watched: PoolWatch) => Promise<void>,
  settings: pg.PoolConfig = {},
): Promise<Awaited<ReturnType<PoolWatch["stop"]>>> {
  const pool = new pg.Pool({ connectionString: url, max: 4, ...settings });
  const watched = watchPool(pool);
  try {
    await work(pool, watched);
    return await watched.stop();
  } finally {
    await pool.end();
  }
}

const idsOf = async (pool: Pick<pg.Pool, "query">): Promise<readonly number[]> =>
  (await pool.query<{ id: number }>(LIST)).rows.map(({ id }) => id);

const found = ({ nPlusOne }: Awaited<ReturnType<PoolWatch["stop"]>>): readonly string[] =>
  nPlusOne.map(({ parentColumn, childColumn, route }) => `${route}: ${parentColumn} > ${childColumn}`);

/** Every way in which statements are sent. */
const WAYS: readonly (readonly [string, (pool: pg.Pool, ids: readonly number[]) => Promise<unknown>])[] = [
  [
    "a loop of promises",
    async (pool, ids) => {
      for (const id of ids) await pool.query(LOOKUP, [id]);
    },
  ],
  ["Promise.all over the pool", (pool, ids) => Promise.all(ids.map((id) => pool.query(LOOKUP, [id])))],
  [
    "callbacks that call each other",
    (pool, ids) =>
      new Promise<void>((resolve, reject) => {
        const next = (at: number): void => {
          const id = ids[at];
          if (id === undefined) return resolve();
          pool.query(LOOKUP, [id], (failure) => (failure ? reject(failure) : next(at + 1)));
        };
        next(0);
      }),
  ],
  [
    "a client of its own, prepared",
    async (pool, ids) => {
      const client = await pool.connect();
      for (const id of ids) await client.query({ name: "lookup", text: LOOKUP, values: [id] });
      client.release();
    },
  ],
  [
    "constants in the text",
    async (pool, ids) => {
      for (const id of ids) await pool.query(`select * from orders where user_id = ${id}`);
    },
  ],
  [
    "portals in pieces",
    async (pool, ids) => {
      for (const id of ids) await pool.query(Object.assign({ text: LOOKUP, values: [id] }, { rows: 2 }));
    },
  ],
  [
    "queued on one client",
    async (pool, ids) => {
      const client = await pool.connect();
      await Promise.all(ids.map((id) => client.query(LOOKUP, [id])));
      client.release();
    },
  ],
];

function wayCases(url: Url): void {
  test.each(WAYS)("%s", async (_name, ask) => {
    const report = await watching(url(), (pool, watched) =>
      watched.runIn("GET /users", async () => {
        await ask(pool, await idsOf(pool));
      }),
    );
    expect(found(report)).toEqual(["GET /users: users.id > orders.user_id"]);
    expect(report).toMatchObject({ unreadSessions: 0, notSeen: [] });
  });
}

function controlCases(url: Url): void {
  test("one query for all, and lookups of hot rows, are none", async () => {
    const report = await watching(url(), (pool, watched) =>
      watched.runIn("GET /users", async () => {
        const ids = await idsOf(pool);
        await pool.query("select * from orders where user_id = any($1)", [ids]);
        for (const id of [3, 3, 1, 3, 3, 2, 3]) await pool.query(LOOKUP, [id]);
      }),
    );
    expect(found(report)).toEqual([]);
  });

  test("each request has its own keys, however they mix on a busy pool", async () => {
    const report = await watching(
      url(),
      async (pool, watched) => {
        const walk = (name: string) =>
          watched.runIn(name, async () => {
            for (const id of await idsOf(pool)) await pool.query(LOOKUP, [id]);
          });
        const others = Array.from({ length: 12 }, (_, at) =>
          watched.runIn("GET /users/:id", () => pool.query(LOOKUP, [1 + ((at * 7) % 12)])),
        );
        await Promise.all([walk("GET /a"), ...others, walk("GET /a")]);
      },
      { max: 2 },
    );
    expect(found(report)).toEqual(["GET /a: users.id > orders.user_id"]);
    expect(report.nPlusOne[0]).toMatchObject({ runs: 2, queries: 24 });
  });
}

function honestyCases(url: Url): void {
  test("results and errors are what they are without it, and nothing stays behind", async () => {
    const pool = new pg.Pool({ connectionString: url(), max: 1 });
    const plain = await pool.query(LIST);
    const watched = watchPool(pool);
    const seen = await pool.query(LIST);
    expect([seen.rows, seen.fields.map(({ name }) => name)]).toEqual([plain.rows, ["id", "name"]]);
    await expect(pool.query("select 1 / $1::int", [0])).rejects.toMatchObject({ code: "22012" });
    const unsent = {
      toPostgres: () => {
        throw new RangeError("no value");
      },
    };
    await expect(pool.query(LOOKUP, [unsent])).rejects.toThrow("no value");
    await expect(watched.runIn("job", () => Promise.reject(new RangeError("work")))).rejects.toThrow("work");
    await watched.stop();
    const client = await pool.connect();
    expect([Object.hasOwn(pool, "connect"), Object.hasOwn(client, "query")]).toEqual([false, false]);
    expect(pool.listenerCount("acquire")).toBe(0);
    client.release();
    await pool.end();
  });

  test("what cannot be read along with ends the reading, not the program", async () => {
    const client = new pg.Client({ connectionString: url() });
    await client.connect();
    const watched = watchPool(client, { readsForeignKeys: false });
    let looks = 0;
    const query = {
      get text() {
        looks += 1;
        if (looks === 1) throw new RangeError("not yet");
        return LIST;
      },
    };
    expect((await client.query(query)).rowCount).toBeGreaterThan(0);
    const { notSeen } = await watched.stop();
    expect(notSeen).toEqual(["Reading along with a connection ended early: not yet"]);
    await client.end();
  });

  test("a client that is not connected yet, and one that is", async () => {
    const client = new pg.Client({ connectionString: url() });
    const early = watchPool(client, { readsForeignKeys: false });
    await client.connect();
    const late = watchPool(client);
    for (const id of await idsOf(client)) await client.query(LOOKUP, [id]);
    expect([found(await late.stop()), found(await early.stop())]).toEqual([
      ["null: users.id > orders.user_id"],
      ["null: users.id > orders.user_id"],
    ]);
    await client.end();
  });
}

/** A server that walks through a list at `/users`. */
type Serve = (
  walk: () => Promise<void>,
  watched: PoolWatch,
) => Promise<{ readonly server: Server; readonly close: () => Promise<unknown> }>;

const closing = (server: Server) => ({
  server,
  close: async () => {
    server.close();
    server.closeAllConnections();
    await once(server, "close");
  },
});

const SERVERS: readonly (readonly [string, Serve])[] = [
  [
    "express",
    async (walk, watched) => {
      const app = express();
      const router = express.Router();
      router.get("/users/:kind", (_request, response, next) => void walk().then(() => response.end("done"), next));
      app.use(watched.express(), express.Router().use("/v1", router));
      return closing(createServer(app).listen(0, "127.0.0.1"));
    },
  ],
  [
    "fastify",
    async (walk, watched) => {
      const app = fastify();
      app.addHook("onRequest", watched.fastify());
      app.get("/v1/users/:kind", async () => walk().then(() => "done"));
      await app.listen({ port: 0, host: "127.0.0.1" });
      return { server: app.server, close: () => app.close() };
    },
  ],
  [
    "koa",
    async (walk, watched) => {
      const app = new Koa();
      app.use(watched.koa());
      app.use(async (context) => {
        Object.assign(context, { _matchedRoute: "/v1/users/:kind" });
        await walk();
        context.body = "done";
      });
      return closing(app.listen(0, "127.0.0.1"));
    },
  ],
];

function frameworkCases(url: Url): void {
  test.each(SERVERS)("a route of %s", async (_name, serve) => {
    const report = await watching(url(), async (pool, watched) => {
      const walk = async (): Promise<void> => {
        for (const id of await idsOf(pool)) await pool.query(LOOKUP, [id]);
      };
      const { server, close } = await serve(walk, watched);
      if (!server.listening) await once(server, "listening");
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      const answers = await Promise.all([1, 2].map((at) => fetch(`http://127.0.0.1:${port}/v1/users/kind${at}`)));
      expect(await Promise.all(answers.map((answer) => answer.text()))).toEqual(["done", "done"]);
      await close();
    });
    expect(found(report)).toEqual(["GET /v1/users/:kind: users.id > orders.user_id"]);
    expect(report.nPlusOne[0]).toMatchObject({ runs: 2, queries: 24 });
  });
}

export function hookCases(url: Url): void {
  wayCases(url);
  controlCases(url);
  honestyCases(url);
  frameworkCases(url);
}
