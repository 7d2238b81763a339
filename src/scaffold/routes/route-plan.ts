import type { JsonObject, JsonValue } from "../../kit/index.ts";
import type { Operation, SecurityRequirement } from "../../openapi/index.ts";
import { code, literal, objectOf, type Fragment, type Imports } from "../../typescript/index.ts";
import type { OperationPlan } from "../plan/index.ts";

/** What a route table adds to what the document says of an operation. */
export interface RouteExtras {
  /** Another operation has the same method and path, and is asked next. */
  readonly isShared: boolean;
  /** Parameters whose names in the route are others than in the document. */
  readonly names?: JsonObject | undefined;
}

/** `{ id: "getUser", read: readGetUser, body: …, security: … }` */
export function planLiteral(plan: OperationPlan, { isShared, names }: RouteExtras, imports: Imports): Fragment {
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
    ...(names === undefined ? [] : [code`names: ${literal(names)}`]),
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

/** The media types by status; undefined where they are plain JSON, empty where a good answer has no body. */
function answerTypes({ responses }: Operation): JsonValue | undefined {
  const typed = responses.map(({ status, content }) => [status, content.map(({ type }) => type)] as const);
  const good = typed.filter(([status]) => /^[23d]/i.test(status));
  if (good.some(([, types]) => types.length === 0)) return other(typed) ?? {};
  return other(typed);
}

type Typed = readonly (readonly [string, readonly string[]])[];

/** The table, where it says anything but JSON. */
function other(typed: Typed): JsonValue | undefined {
  const told = typed.filter(([, types]) => types.length > 0);
  if (told.every(([, types]) => types.length === 1 && isPlain(types[0]))) return undefined;
  return Object.fromEntries(
    told.map(([status, types]) => [status, types.length === 1 ? (types[0] ?? "") : [...types]]),
  );
}

const isPlain = (type: string | undefined): boolean => type === "application/json";
