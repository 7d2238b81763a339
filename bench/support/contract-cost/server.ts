// One server of bench/contract-cost.ts in a process of its own. Says its port, and what it has cost when it is asked.
import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Router } from "@koa/router";
import express from "express";
import { fastify, type FastifyInstance } from "fastify";
import Koa from "koa";
import { ORDER_SCHEMA } from "./orders.ts";

const ANSWER = { ok: true };
/** A generated application logs its errors: so do the others. */
const LOGGING = { logger: { level: "error" } };

interface Listening {
  listen(port: number, host: string): Server;
}

/** A route that parses the body as its framework's users do, and answers. */
const BARE = {
  express(): Listening {
    const app = express();
    app.disable("x-powered-by");
    app.post("/orders", express.json(), (_req, res) => void res.json(ANSWER));
    return app;
  },
  fastify: (): FastifyInstance => fastify(LOGGING).post("/orders", (_request, reply) => void reply.send(ANSWER)),
  koa(): Listening {
    const router = new Router();
    router.post("/orders", async (ctx) => {
      const chunks: Buffer[] = [];
      for await (const chunk of ctx.req) chunks.push(chunk as Buffer);
      JSON.parse(Buffer.concat(chunks).toString());
      ctx.body = ANSWER;
    });
    return new Koa().use(router.routes());
  },
};

/** Fastify's own schema, behind a look at the token. */
function own(): FastifyInstance {
  const app = fastify(LOGGING);
  app.addHook("onRequest", async ({ headers }) => {
    if (headers.authorization !== "Bearer good") throw new Error("refused");
  });
  return app.post("/orders", { schema: { body: ORDER_SCHEMA } }, (_request, reply) => void reply.send(ANSWER));
}

type CreateApp = (handlers: object, options: object) => Listening | FastifyInstance;

async function generated(framework: string, folder: string): Promise<Listening | FastifyInstance> {
  const { createApp } = (await import(pathToFileURL(join(folder, "dist/app.js")).href)) as { createApp: CreateApp };
  const token = (credentials: { readonly token: string }): boolean => credentials.token === "good";
  const answers = {
    express: (_req: object, res: express.Response) => void res.json(ANSWER),
    fastify: (_request: object, reply: { send(body: object): object }) => reply.send(ANSWER),
    koa: (ctx: { body: object }) => void (ctx.body = ANSWER),
  };
  const addOrder = Object.entries(answers).find(([name]) => name === framework)?.[1];
  return createApp({ addOrder }, { security: { token } });
}

async function open(app: Listening | FastifyInstance): Promise<Server> {
  if ("server" in app) {
    await app.listen({ port: 0, host: "127.0.0.1" });
    return app.server;
  }
  const server = app.listen(0, "127.0.0.1");
  if (!server.listening) await once(server, "listening");
  return server;
}

const [kind = "bare", framework = "express", folder = ""] = process.argv.slice(2);
const makers: Readonly<Record<string, () => Promise<Listening | FastifyInstance> | Listening | FastifyInstance>> = {
  bare: () => (framework === "fastify" ? BARE.fastify() : framework === "koa" ? BARE.koa() : BARE.express()),
  own,
  generated: () => generated(framework, folder),
};
const app = await makers[kind]?.();
if (app === undefined) throw new Error(`There is no server of kind ${kind}.`);
const { port } = (await open(app)).address() as AddressInfo;
process.on("message", () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpu: user + system });
});
process.on("disconnect", () => process.exit(0));
process.send?.({ port });
