import { code, ident, jsDoc, lines, objectOf, type Fragment } from "../../typescript/index.ts";
import { summaryOf, type OperationPlan } from "../plan/index.ts";
import { bodyCode } from "./body.ts";
import { localScope, type ValidatorModule } from "./module.ts";
import { parameterParts } from "./parameters.ts";
import type { Site } from "./site.ts";
import { when } from "./statement.ts";

/** `export function readGetUser(source: Source): GetUserRequest { … }` */
export function readerFunction(module: ValidatorModule, plan: OperationPlan, requestType: Fragment): Fragment {
  const { operation } = plan;
  const site: Site = {
    module,
    value: ident("source"),
    pointer: [],
    locals: localScope(),
    owner: undefined,
    isBase: false,
    isForm: false,
    subject: plan.id,
  };
  const parts = parameterParts(operation, site);
  const body = operation.body === undefined ? [] : bodyCode(operation.body, site);
  const isIdle = parts.length === 0 && body.length === 0;
  const source = code`${ident(isIdle ? "_source" : "source")}: ${module.helperType("source", "Source")}`;
  return lines([
    jsDoc([summaryOf(operation)]),
    code`
      export function ${ident(plan.reader)}(${source}): ${requestType} {
        ${isIdle ? [] : [code`const problems: ${module.helperType("problems", "Problem")}[] = [];`]}
        ${parts.flatMap(({ statements }) => statements)}
        ${body}
        ${isIdle ? [] : [when(code`problems.length > 0`, [code`throw ${module.helper("problems", "validationError")}(problems);`])]}
        return ${resultOf(
          plan,
          parts.map(({ part }) => part),
        )} as ${requestType};
      }
    `,
  ]);
}

function resultOf({ operation }: OperationPlan, filled: readonly string[]): Fragment {
  const part = (name: string): Fragment => (filled.includes(name) ? ident(name) : code`${ident(name)}: {}`);
  const types = operation.body?.content.length ?? 0;
  const body = types === 0 ? code`body: undefined` : ident("body");
  const contentType = types > 1 ? [code`contentType: source.body.type`] : [];
  return objectOf([part("params"), part("query"), part("headers"), part("cookies"), ...contentType, body]);
}
