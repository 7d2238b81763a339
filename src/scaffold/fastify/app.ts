import { code, createImports } from "../../typescript/index.ts";
import type { Plan } from "../plan/index.ts";
import { answerOption } from "../routes/index.ts";
import { onceFile, type GeneratedFile } from "../file.ts";

/** `app.ts`: the application around the routes. Written once, so that plugins and hooks can be added. */
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
      /** Fastify's log; by default it holds unexpected errors only. */
      readonly logger?: boolean | { readonly level: string };
    }
  `;
  const create = code`
    /** The application with its handlers, not yet listening. */
    export function createApp(handlers: ${imports.type("./types/api.js", "Handlers")}, options: AppOptions = {}): ${imports.type("fastify", "FastifyInstance")} {
      const app = ${imports.value("fastify", "fastify")}({
        logger: options.logger ?? { level: "error" },
        routerOptions: { maxParamLength: 16_384 },
        frameworkErrors: ${imports.value("./middleware/errors.js", "errorHandler")},
      });
      app.addHook("onRequest", ${imports.value("./middleware/errors.js", "requestId")});
      app.setErrorHandler(errorHandler);
      app.register(${imports.value("./middleware/router.js", "createRouter")}(handlers, options), { prefix: ${imports.value("./middleware/router.js", "basePath")} });
      if (basePath !== "") app.register(${imports.value("./middleware/errors.js", "notFound")});
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
    const app = ${createApp}(${handlers}, { logger: true });
    app.listen({ port: Number(process.env["PORT"] ?? 3000) }, (failure) => {
      if (failure !== null) throw failure;
    });

    for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => void app.close());
  `;
  return onceFile("server.ts", imports, [listen]);
}
