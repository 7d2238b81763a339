import { describe, expect, test } from "vitest";
import { api, codes, read } from "../support.ts";

const ok = { responses: { 200: { description: "" } } };
const key = { type: "apiKey", in: "header", name: "X-Key" };

describe("a security scheme", () => {
  test.each<[string, object, object]>([
    ["apiKey", { ...key, description: "D" }, { kind: "apiKey", in: "header", name: "X-Key", description: "D" }],
    [
      "http",
      { type: "http", scheme: "Bearer", bearerFormat: "JWT" },
      { kind: "http", scheme: "bearer", bearerFormat: "JWT" },
    ],
    ["mutualTLS", { type: "mutualTLS" }, { kind: "mutualTLS" }],
    [
      "openIdConnect",
      { type: "openIdConnect", openIdConnectUrl: "https://a.test" },
      { kind: "openIdConnect", url: "https://a.test" },
    ],
    ["by reference", { $ref: "#/components/securitySchemes/Other" }, { kind: "mutualTLS", key: "A" }],
  ])("%s", async (_kind, scheme, expected) => {
    const model = await read(api({ components: { securitySchemes: { A: scheme, Other: { type: "mutualTLS" } } } }));
    expect(model.securitySchemes.get("A")).toMatchObject({ key: "A", ...expected });
  });

  test("oauth2 has its flows, that for devices too (3.2)", async () => {
    const flows = {
      deviceAuthorization: { deviceAuthorizationUrl: "/d", tokenUrl: "/t", scopes: { a: "All", "x-b": 1 } },
      authorizationCode: { authorizationUrl: "/a", tokenUrl: "/t", scopes: {} },
    };
    const model = await read(api({ components: { securitySchemes: { A: { type: "oauth2", flows } } } }, "3.2.0"));
    const scheme = model.securitySchemes.get("A");
    expect(scheme?.kind === "oauth2" && JSON.parse(JSON.stringify(scheme.flows))).toEqual([
      { flow: "authorizationCode", authorizationUrl: "/a", tokenUrl: "/t", scopes: {} },
      { flow: "deviceAuthorization", authorizationUrl: "/d", tokenUrl: "/t", scopes: { a: "All" } },
    ]);
  });

  test.each([
    ["of no known type", { type: "magic" }],
    ["of no type", {}],
    ["a key without a name", { type: "apiKey", in: "header" }],
    ["a key in the body", { type: "apiKey", in: "body", name: "a" }],
    ["http without scheme", { type: "http" }],
  ])("%s is left out and said", async (_what, scheme) => {
    const model = await read(api({ components: { securitySchemes: { A: scheme } } }));
    expect(model.securitySchemes.size).toBe(0);
    expect(codes(model)).toEqual(["security-scheme-unusable"]);
  });
});

describe("requirements", () => {
  const schemes = { components: { securitySchemes: { A: key, B: { type: "http", scheme: "basic" } } } };
  test.each<[string, object, object, unknown]>([
    ["of the document hold for the operation", { security: [{ A: [] }] }, {}, [[{ scheme: "A", scopes: [] }]]],
    [
      "of the operation replace them",
      { security: [{ A: [] }] },
      { security: [{ B: [] }] },
      [[{ scheme: "B", scopes: [] }]],
    ],
    ["may be taken away", { security: [{ A: [] }] }, { security: [] }, []],
    [
      "are alternatives of what holds together",
      {},
      { security: [{ A: [], B: ["x"] }, {}] },
      [
        [
          { scheme: "A", scopes: [] },
          { scheme: "B", scopes: ["x"] },
        ],
        [],
      ],
    ],
    ["are none when nothing is said", {}, {}, []],
    ["of null say nothing", { security: [{ A: [] }] }, { security: null }, [[{ scheme: "A", scopes: [] }]]],
  ])("%s", async (_what, root, operation, expected) => {
    const model = await read(api({ ...schemes, ...root, paths: { "/a": { get: { ...ok, ...operation } } } }));
    expect(model.operations[0]?.security).toEqual(expected);
    expect(model.findings).toEqual([]);
  });

  test.each<[string, unknown]>([
    ["a name instead of a requirement", ["A"]],
    ["an object instead of a list", { A: [] }],
    ["a text", "A"],
    ["null in the list", [null]],
  ])("a mistake never opens an operation: %s", async (_what, security) => {
    const model = await read(api({ ...schemes, paths: { "/a": { get: { ...ok, security } } } }));
    const requirements = model.operations[0]?.security ?? [];
    expect(requirements.length).toBeGreaterThan(0);
    expect(requirements.every((requirement) => requirement.length > 0)).toBe(true);
    expect(codes(model)).toContain("field-wrong-kind");
  });

  test("that nobody can fulfil are said once for each operation", async () => {
    const model = await read(api({ paths: { "/a": { get: { ...ok, security: [{ C: [] }, { C: ["x"] }] } } } }));
    expect(model.findings).toMatchObject([
      {
        code: "security-scheme-undeclared",
        severity: "error",
        subject: { kind: "operation", name: "GET /a" },
        evidence: { scheme: "C" },
      },
    ]);
  });
});
