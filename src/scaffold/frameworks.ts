import { express } from "./express/index.ts";
import { fastify } from "./fastify/index.ts";
import type { Framework } from "./framework.ts";
import { koa } from "./koa/index.ts";
import type { FrameworkName } from "./options.ts";

/** Every framework by its name. */
export const frameworks: Readonly<Record<FrameworkName, Framework>> = { express, fastify, koa };
