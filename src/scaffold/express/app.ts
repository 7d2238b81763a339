import { code, createImports } from "../../typescript/index.ts";
import type { Plan } from "../plan/index.ts";
import { answerOption } from "../routes/index.ts";
import { onceFile, type GeneratedFile } from "../file.ts";

/** `app.ts`: the application around the route table. Written once, so that middleware can be added. */
export function appFile(plan: Plan): GeneratedFile {
  const imports = createImports();
  const answers = answerOption(plan);
  const app = code`
    export interface AppOptions {
      /** Checks of credentials, by scheme of the document. A scheme without its check lets nobody in. */
      readonly security?: ${imports.type("./types/api.js", "SecurityHandlers")};
      /** Largest request body; default 1 MiB. */
      readonly bodyLimit?: number | string;
      /** All files of a form together; default: the same. */
      readonly fileLimit?: number | string;
      ${answers}
    }
  `;
  const create = code`
    /** The application with its handlers, not yet listening. */
    export function createApp(handlers: ${imports.type("./types/api.js", "Handlers")}, options: AppOptions = {}): ${imports.type("express", "Express")} {
      const app = ${imports.defaultValue("express", "express")}();
      app.disable("x-powered-by");
      app.enable("case sensitive routing");
      app.use(${imports.value("./middleware/errors.js", "requestId")});
      app.use(${imports.value("./middleware/router.js", "basePath")}, ${imports.value("./middleware/router.js", "createRouter")}(handlers, options));
      app.use(${imports.value("./middleware/errors.js", "notFound")});
      app.use(${imports.value("./middleware/errors.js", "errorHandler")});
      return app;
    }
  `;
  return onceFile("app.ts", imports, [app, create]);
}

/** `server.ts`: listens with the handlers of `routes/`. */
export function serverFile(): GeneratedFile {
  const imports = createImports();
  const createApp = imports.value("./app.js", "createApp");
  const handlers = imports.value("./routes/index.js", "handlers");
  const listen = code`
    const port = Number(process.env["PORT"] ?? 3000);
    const server = ${createApp}(${handlers}).listen(port, () => console.log(\`Listening on http://localhost:\${port}\`));

    for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => server.close());
  `;
  return onceFile("server.ts", imports, [listen]);
}
