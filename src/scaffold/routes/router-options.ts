import { code, empty, type Fragment, type Imports } from "../../typescript/index.ts";
import type { Plan } from "../plan/index.ts";
import { hasAnswerChecks } from "../validators/index.ts";

/** `export interface RouterOptions { … }` */
export function optionsType(plan: Plan, imports: Imports): Fragment {
  return code`
    export interface RouterOptions {
      readonly security?: ${imports.type("../types/api.js", "SecurityHandlers")};
      /** Largest body in bytes, or as a text such as \`1mb\`. */
      readonly bodyLimit?: number | string;
      /** All files of a form together; default: \`bodyLimit\`. */
      readonly fileLimit?: number | string;
      ${answerOption(plan)}
    }
  `;
}

/** `const serve = operationsIn({ … });` */
export function serveSettings(plan: Plan, imports: Imports): Fragment {
  const operations = imports.value("./runtime/serve.js", "operationsIn");
  if (!hasAnswerChecks(plan))
    return code`
      const { security = {}, bodyLimit = "1mb", fileLimit } = options;
      const serve = ${operations}({ guard: { schemes, handlers: security }, bodyLimit, fileLimit });
    `;
  const checks = imports.value("./responses.js", "answerChecks");
  return code`
    const { security = {}, bodyLimit = "1mb", fileLimit, checkAnswers = false } = options;
    const guard = { schemes, handlers: security };
    const serve = ${operations}({ guard, bodyLimit, fileLimit, checks: checkAnswers ? ${checks} : {} });
  `;
}

/** The option of an application whose answers can be checked. */
export function answerOption(plan: Plan): Fragment {
  if (!hasAnswerChecks(plan)) return empty;
  return code`
    /** An answer that breaks the document becomes a 500 and says why in the log: for development and tests. */
    readonly checkAnswers?: boolean;
  `;
}
