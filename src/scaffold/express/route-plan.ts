import type { JsonValue } from "../../kit/index.ts";
import type { Operation, SecurityRequirement } from "../../openapi/index.ts";
import { code, literal, objectOf, type Fragment, type Imports } from "../../typescript/index.ts";
import type { OperationPlan } from "../plan/index.ts";

/** `{ id: "getUser", read: readGetUser, body: …, security: … }` */
export function planLiteral(plan: OperationPlan, isShared: boolean, imports: Imports): Fragment {
  const { operation } = plan;
  const body = bodyPlan(operation);
  const security = securityPlan(operation.security);
  const answers = answerTypes(operation);
  return objectOf([
    code`id: ${literal(plan.id)}`,
    code`read: ${imports.value("./validators.js", plan.reader)}`,
    ...(body === undefined ? [] : [code`body: ${literal(body)}`]),
    ...(security === undefined ? [] : [code`security: ${literal(security)}`]),
    ...(isShared ? [code`isShared: true`] : []),
    ...(answers === undefined ? [] : [code`answers: ${literal(answers)}`]),
  ]);
}

function bodyPlan({ body }: Operation): JsonValue | undefined {
  if (body === undefined || body.content.length === 0) return undefined;
  return { required: body.required, types: body.content.map(({ type }) => type) };
}

function securityPlan(requirements: readonly SecurityRequirement[]): JsonValue | undefined {
  if (requirements.length === 0) return undefined;
  return requirements.map((requirement) =>
    Object.fromEntries(requirement.map(({ scheme, scopes }) => [scheme, [...scopes]])),
  );
}

/** The media type of each status that is not plain JSON. */
function answerTypes({ responses }: Operation): JsonValue | undefined {
  const typed = responses.flatMap(({ status, content }) => {
    const type = content[0]?.type;
    return type === undefined || type === "application/json" || type.includes("*") ? [] : [[status, type] as const];
  });
  return typed.length === 0 ? undefined : Object.fromEntries(typed);
}
