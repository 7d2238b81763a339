import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { identifierOf, isReserved } from "../../../src/openapi/naming/index.ts";
import { api, read } from "../support.ts";

const ok = { responses: { 200: { description: "" } } };

async function ids(...lines: readonly string[]): Promise<readonly string[]> {
  const paths: Record<string, Record<string, object>> = {};
  for (const line of lines) {
    const [method = "", path = "", operationId] = line.split(" ");
    (paths[path] ??= {})[method.toLowerCase()] = operationId === undefined ? ok : { ...ok, operationId };
  }
  return (await read(api({ paths }, "3.2.0"))).operations.map(({ id }) => id);
}

describe("a name is made of method and path", () => {
  test.each([
    ["GET /users", "listUsers"],
    ["POST /users", "createUser"],
    ["GET /users/{id}", "getUser"],
    ["PUT /users/{id}", "updateUser"],
    ["PATCH /users/{id}", "updateUser"],
    ["DELETE /users/{id}", "deleteUser"],
    ["HEAD /users/{id}", "headUser"],
    ["QUERY /users", "queryUsers"],
    ["PUT /users", "replaceUsers"],
    ["DELETE /users", "deleteUsers"],
    ["GET /users/{id}/orders", "listUserOrders"],
    ["GET /users/{id}/orders/{orderId}", "getUserOrder"],
    ["GET /users/{id}/avatar", "getUserAvatar"],
    ["GET /users/me", "getUsersMe"],
    ["POST /users/{id}:cancel", "cancelUser"],
    ["POST /users:batchGet", "batchGetUsers"],
    ["POST /orders/{id}/cancel", "cancelOrder"],
    ["POST /login", "login"],
    ["GET /search", "getSearch"],
    ["GET /categories/{id}", "getCategory"],
    ["GET /order-items", "listOrderItems"],
    ["GET /api/v1/users", "listUsers"],
    ["GET /v1", "getV1"],
    ["GET /files/{name}.json", "getFileJson"],
    ["GET /repos/{owner}/{repo}", "getRepo"],
    ["GET /", "getRoot"],
    ["GET /{id}", "getById"],
    ["GET /{a}/{b}", "getByAAndB"],
    ["GET /*", "getRoot"],
    ["GET /用户", "get用户"],
  ])("%s is %s", async (line, id) => {
    expect(await ids(line)).toEqual([id]);
  });

  test("PUT replaces where PATCH updates", async () => {
    expect(await ids("PUT /users/{id}", "PATCH /users/{id}")).toEqual(["replaceUser", "updateUser"]);
  });

  test("a name that is taken tells what it is found by, then counts", async () => {
    expect(await ids("GET /repos/{owner}", "GET /repos/{owner}/{repo}", "GET /v1/a", "GET /v2/a", "GET /v3/a")).toEqual(
      ["getRepo", "getRepoByOwnerAndRepo", "getA", "getA2", "getA3"],
    );
  });
});

describe("a given operationId", () => {
  test.each([
    ["listUsers", "listUsers"],
    ["GetUser", "GetUser"],
    ["repos/get-content", "reposGetContent"],
    ["Users.List all", "usersListAll"],
    ["get-OAuthApp", "getOAuthApp"],
    ["2fa", "_2fa"],
    ["delete", "deleteOperation"],
    ["__proto__", "__proto__Operation"],
    ["constructor", "constructorOperation"],
    ["获取用户", "获取用户"],
    ['"];process.exit()//', "processExit"],
    ["$fetch", "$fetch"],
    ["e\u0301", "é"],
    ["  ", undefined],
    ["🎉", undefined],
  ])("%j becomes %j", (operationId, identifier) => {
    expect(identifierOf(operationId)).toBe(identifier);
  });

  test("of which nothing is left is made like a missing one", async () => {
    const model = await read(api({ paths: { "/users": { get: { ...ok, operationId: "🎉" } } } }));
    expect(model.operations).toMatchObject([{ id: "listUsers", operationId: "🎉" }]);
  });

  test("comes before a made one", async () => {
    expect(await ids("GET /users", "POST /people listUsers")).toEqual(["listUsers2", "listUsers"]);
  });

  test("that is used twice is a finding at the second place", async () => {
    const model = await read(
      api({ paths: { "/a": { get: { ...ok, operationId: "get-a" } }, "/b": { get: { ...ok, operationId: "getA" } } } }),
    );
    expect(model.operations.map(({ id }) => id)).toEqual(["getA", "getA2"]);
    expect(model.findings).toMatchObject([
      { code: "operation-id-duplicate", subject: { name: "GET /b" }, evidence: { operationId: "getA", id: "getA2" } },
    ]);
  });
});

test("every id is a unique identifier that is not reserved, whatever strangers write", async () => {
  const method = fc.constantFrom("get", "put", "post", "delete", "patch");
  const word = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("__proto__", "delete", "constructor", "{id}", "users", "", ":x", "then"),
  );
  const path = fc.array(word, { maxLength: 3 }).map((words) => `/${words.join("/")}`);
  const operation = fc.record({ path, method, operationId: fc.option(word, { nil: undefined }) });
  await fc.assert(
    fc.asyncProperty(fc.array(operation, { maxLength: 8 }), async (operations) => {
      const entries = operations.map(
        ({ path: name, method: verb, operationId }) =>
          `${JSON.stringify(name)}:{"${verb}":{"operationId":${JSON.stringify(operationId ?? null)}}}`,
      );
      const { operations: found } = await read(`{"openapi":"3.1.0","paths":{${entries.join(",")}}}`);
      const names = found.map(({ id }) => id);
      expect(new Set(names).size).toBe(names.length);
      const isBad = (name: string): boolean => !/^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(name) || isReserved(name);
      expect(names.filter(isBad)).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
