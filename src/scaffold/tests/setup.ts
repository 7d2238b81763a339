import { code, createImports, empty, lines, literal, propertyName, type Fragment } from "../../typescript/index.ts";
import { onceFile, type GeneratedFile } from "../file.ts";
import type { Plan } from "../plan/index.ts";
import { hasAnswerChecks } from "../validators/index.ts";

/** `test/setup.ts`: the application under test, and who is let in. Written once. */
export function setupFile(plan: Plan): GeneratedFile {
  const imports = createImports();
  const app = code`
    const app = ${imports.value("../app.js", "createApp")}(${imports.value("../routes/index.js", "handlers")}, {
      ${hasAnswerChecks(plan) ? code`checkAnswers: true,` : empty}
      ${plan.options.framework === "fastify" ? code`logger: false,` : empty}
      ${security(plan)}
    });
  `;
  const after = imports.value("node:test", "after");
  const asking = imports.value("./api.js", "asking");
  return onceFile("test/setup.ts", imports, [lines([app, listen(plan, after)]), exported(plan, asking)]);
}

/** Stand-ins that accept whatever the tests send. */
function security({ model }: Plan): Fragment {
  const schemes = [...model.securitySchemes.keys()];
  if (schemes.length === 0) return empty;
  return code`
    // Whoever has credentials is let in: put checks of your own here where handlers ask who it is.
    security: {
      ${schemes.map((key) => code`${propertyName(key)}: () => ({ name: ${literal("test")} }),`)}
    },
  `;
}

function listen({ options: { framework } }: Plan, after: Fragment): Fragment {
  if (framework === "fastify")
    return code`
      app.listen({ port: 0, host: "127.0.0.1" }, (failure) => {
        if (failure !== null) throw failure;
      });
      ${after}(() => app.close());
    `;
  return code`
    const server = app.listen(0, "127.0.0.1");
    ${after}(() => {
      server.closeAllConnections();
      server.close();
    });
  `;
}

const exported = ({ options: { framework } }: Plan, asking: Fragment): Fragment => code`
  /** Sends a request to the application. */
  export const ask = ${asking}(${framework === "fastify" ? code`app.server` : code`server`});
`;
