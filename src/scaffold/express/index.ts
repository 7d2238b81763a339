// Express 5: handler files, route table, application. Belongs here: what is Express's own.
// Does not: types, validators, runtime helpers that every framework shares.
import type { Framework } from "../framework.ts";
import { appFile, serverFile } from "./app.ts";
import { handlerFile } from "./handler-file.ts";
import { handlerTable } from "./handler-table.ts";
import { routerFile } from "./router.ts";
import { expressTemplates } from "./templates.ts";

export const express: Framework = {
  name: "express",
  templates: expressTemplates,
  files(plan) {
    const router = routerFile(plan);
    const handlers = plan.groups.map((group) => handlerFile(group));
    return {
      files: [...handlers, handlerTable(plan), router.file, appFile(), serverFile()],
      findings: router.findings,
    };
  },
};
