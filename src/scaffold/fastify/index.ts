// Fastify 5: routes as a plugin, application, form of its handlers. Belongs here: what is Fastify's own.
// Does not: types, validators, runtime helpers that every framework shares.
import type { Framework } from "../framework.ts";
import { handlerFile, handlerTable, templatesOf } from "../routes/index.ts";
import { appFile, serverFile } from "./app.ts";
import { routerFile } from "./router.ts";

const STUB = { parameters: "request, reply", told: "request, reply" };

export const fastify: Framework = {
  name: "fastify",
  templates: templatesOf("fastify"),
  files(plan) {
    const handlers = plan.groups.map((group) => handlerFile(group, STUB));
    if (plan.only === "groups") return { files: handlers, findings: [] };
    const router = routerFile(plan);
    return {
      files: [...handlers, handlerTable(plan), router.file, appFile(plan), serverFile()],
      findings: router.findings,
    };
  },
};
