/** A document in four states: as it was scaffolded, and after each of three changes. */
export const STEPS = 3;

type Operation = Readonly<Record<string, unknown>>;
type Paths = Record<string, Record<string, Operation>>;

const id = { name: "id", in: "path", required: true, schema: { type: "integer" } };
const userId = { ...id, name: "userId" };
const user = { $ref: "#/components/schemas/User" };
const json = (schema: unknown) => ({ content: { "application/json": { schema } } });
const answer = (schema: unknown) => ({ responses: { 200: { description: "Done", ...json(schema) } } });
const done = { responses: { 204: { description: "Done" } } };
const body = { requestBody: { required: true, ...json(user) } };
const term = { name: "term", in: "query", schema: { type: "string" } };
const users = { tags: ["Users"] };
const orders = { tags: ["Orders"] };

/** The document after a number of steps: 0 to 3. */
export function documentAt(step: number): string {
  const properties = {
    id: { type: "integer" },
    name: { type: "string", minLength: 1 },
    ...(step >= 1 ? { nickname: { type: "string" } } : {}),
    ...(step >= 3 ? { born: { type: "string", format: "date" } } : {}),
  };
  return JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Shop", version: String(step) },
    paths: pathsAt(step),
    components: { schemas: { User: { type: "object", required: ["name"], properties } } },
  });
}

function pathsAt(step: number): Paths {
  const one = step >= 2 ? "/users/{userId}" : "/users/{id}";
  const parameters = [step >= 2 ? userId : id];
  const paths: Paths = {
    "/users": {
      get: {
        operationId: "listUsers",
        ...users,
        ...answer({ type: "array", items: user }),
        parameters: step >= 1 ? [term] : [],
      },
      post: {
        operationId: "createUser",
        summary: step >= 1 ? "Adds a user" : "Creates a user",
        ...users,
        ...body,
        ...answer(user),
      },
    },
    [one]: {
      get: {
        operationId: step >= 2 ? "fetchUser" : "getUser",
        summary: "One user",
        ...users,
        parameters,
        ...answer(user),
      },
      put: { operationId: "updateUser", ...users, parameters, ...body, ...answer(user) },
      ...(step < 3 ? { delete: { operationId: "deleteUser", ...users, parameters, ...done } } : {}),
    },
    "/orders": {
      ...(step === 1 || step === 2
        ? {}
        : { get: { operationId: "listOrders", ...orders, ...answer({ type: "array" }) } }),
      ...(step < 3 ? { post: { operationId: "createOrder", ...orders, ...done } } : {}),
    },
    "/orders/{id}": {
      get: { operationId: "getOrder", tags: [step >= 2 ? "Purchases" : "Orders"], parameters: [id], ...done },
    },
    "/health": { get: { operationId: "health", ...done } },
  };
  if (step >= 1) paths[`${one}/avatar`] = { post: { operationId: "uploadAvatar", ...users, parameters, ...done } };
  if (step >= 3) paths["/reports"] = { get: { operationId: "listReports", tags: ["Reports"], ...done } };
  return paths;
}

/** Ids of the operations after a number of steps. */
export function idsAt(step: number): readonly string[] {
  const paths = Object.values(pathsAt(step));
  return paths.flatMap((methods) => Object.values(methods).map(({ operationId }) => String(operationId)));
}
