// Express 5: route table, application, form of its handlers. Belongs here: what is Express's own.
// Does not: types, validators, runtime helpers that every framework shares.
import type { Framework } from "../framework.ts";
import { appFile, serverFile } from "./app.ts";
import { handlerFile, handlerTable, templatesOf } from "../routes/index.ts";
import { routerFile } from "./router.ts";

const STUB = { parameters: "req, res", told: "req, res" };

export const express: Framework = {
  name: "express",
  templates: templatesOf("express"),
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
