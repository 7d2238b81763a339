import { describe, expect, test } from "vitest";
import { objectId, type RoutineObject, type SchemaNamespace } from "../../../../src/catalog/schema/index.ts";
import { bodyDependencies } from "../../../../src/catalog/schema/read/bodies.ts";

const base = <Kind extends string>(kind: Kind, schema: string, name: string) => ({
  kind,
  id: objectId(kind, schema, name),
  schema,
  name,
  parent: null,
  owner: "me",
  comment: null,
  privileges: null,
  securityLabels: [],
  dependsOnExtensions: [],
});

const routine = (schema: string, name: string, body: string | null, language = "plpgsql"): RoutineObject => ({
  ...base("routine", schema, name),
  routineKind: "function",
  argumentTypes: [],
  arguments: "",
  identityArguments: "",
  returns: "void",
  language,
  definition: "",
  body,
  serves: null,
});

const enumOf = (schema: string, name: string) => ({ ...base("enum", schema, name), labels: [] });
const others = [
  routine("public", "helper", ""),
  routine("app", "helper", ""),
  enumOf("app", "mood"),
  enumOf("far", "Only One"),
  { ...base("schema", "app", "app") } satisfies SchemaNamespace,
];

const namesIn = (body: string | null, language?: string): readonly string[] =>
  bodyDependencies([routine("app", "caller", body, language), ...others]).map(({ to }) => to);

describe("what a body names", () => {
  test.each<[what: string, body: string, expected: readonly string[]]>([
    ["a qualified call", "SELECT public.helper()", [objectId("routine", "public", "helper")]],
    [
      "an unqualified one, which may be either",
      "PERFORM helper()",
      [objectId("routine", "app", "helper"), objectId("routine", "public", "helper")],
    ],
    ["capitals", "PERFORM PUBLIC . HELPER()", [objectId("routine", "public", "helper")]],
    ["a quoted name that only one has", `SELECT 'x'::"Only One"`, [objectId("enum", "far", "Only One")]],
    ["a type in dynamic SQL", "EXECUTE 'SELECT $1::mood'", [objectId("enum", "app", "mood")]],
    ["nothing in comments", "-- helper()\n/* mood */ SELECT 1", []],
    ["nothing of another schema", "SELECT other.helper()", []],
    ["not itself", "SELECT app.caller()", []],
  ])("%s", (_what, body, expected) => {
    expect(namesIn(body)).toEqual(expected);
  });

  test("only where the text is SQL", () => {
    expect([namesIn("helper", "c"), namesIn(null)]).toEqual([[], []]);
  });
});
