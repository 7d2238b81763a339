import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { execFile } from "node:child_process";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verdictOn, type Readers } from "../../bench/support/json-schema/compile.ts";
import { generate, type Generated } from "../../src/scaffold/generate.ts";
import type { ScaffoldOptions, ValidatorName } from "../../src/scaffold/options.ts";
import { documentOf, modelOf, templates, textOf } from "../scaffold/generated.ts";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const LIBRARIES = ["zod", "ajv", "typebox"] as const;
const MARKER = "executedBySchema";
const RUN = `globalThis.${MARKER}=1`;
const HOSTILE = `\`;${RUN};\`\${${RUN}}*/${RUN}/*";${RUN}//'\n${RUN}\u2028${RUN}`;

// Spelled out, a property of this name would look like that of a promise.
const consequence = (schema: object): object => Object.fromEntries(["then"].map((keyword) => [keyword, schema]));
const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });

const LEVELS = 30;
/** Each level holds the next one twice: written out, the first would hold the last 2^30 times. */
const levels = Object.fromEntries(
  Array.from({ length: LEVELS }, (_, at) => {
    const next = at + 1 < LEVELS ? ref(`Level${at + 1}`) : { type: "integer" };
    return [`Level${at}`, { type: "object", properties: { left: next, right: next } }] as const;
  }),
);

/** An observatory's API: each constraint once, and names that code would break out of. */
const SCHEMAS = {
  Observation: {
    type: "object",
    description: `What was seen. ${HOSTILE}`,
    required: ["id", "target", "exposures", "taken"],
    additionalProperties: false,
    properties: {
      id: { type: "integer", readOnly: true },
      target: { type: "string", minLength: 2, maxLength: 4 },
      taken: { type: "string", format: "date-time" },
      contact: { type: "string", format: "email" },
      run: { type: "string", pattern: "^[A-Z]{2}-[0-9]{3}$" },
      slow: { type: "string", pattern: "^(?:[a-z]+-?)+$" },
      seeing: { type: ["number", "null"], exclusiveMinimum: 0, maximum: 9.5 },
      gain: { type: "number", multipleOf: 0.1 },
      frames: { type: "integer", minimum: 1 },
      size: { type: "integer", format: "int32" },
      exposures: { type: "array", minItems: 1, maxItems: 3, items: { type: "integer" } },
      filters: { type: "array", uniqueItems: true, items: { enum: ["red", "blue", HOSTILE] } },
      mode: { type: "string", enum: ["survey", "target"], default: "survey" },
      level: { enum: [1, 2, "raw"] },
      version: { const: 3 },
      headers: { type: "object", additionalProperties: { type: "integer" }, minProperties: 1 },
      notes: { type: "object", propertyNames: { maxLength: 3 }, patternProperties: { "^n": { type: "string" } } },
      pair: { type: "array", prefixItems: [{ type: "number" }, { type: "string" }], items: false },
      list: { type: "array", contains: { type: "null" }, maxContains: 1 },
      either: { oneOf: [{ type: "integer" }, { type: "number", minimum: 10 }] },
      any: { anyOf: [{ type: "boolean" }, { type: "string", minLength: 3 }] },
      never: { not: { type: "object" } },
      gated: { if: { type: "string" }, ...consequence({ minLength: 2 }), else: { type: "integer" } },
      loose: { properties: { depth: { type: "integer" } }, required: ["depth"] },
      paid: {
        type: "object",
        properties: { fee: { type: "number" }, by: { type: "string" } },
        dependentRequired: { fee: ["by"] },
        dependentSchemas: { by: { properties: { fee: { maximum: 10 } } } },
      },
      instrument: ref("Instrument"),
      site: ref("Site"),
      chart: ref("Chart"),
      shape: ref("Shape"),
      joined: ref("Joined"),
      track: ref("Track"),
      tree: ref("Level0"),
      constructor: { type: "string" },
      odd: { type: "object", properties: { ["__proto__"]: { type: "integer" } }, additionalProperties: false },
      [HOSTILE]: { type: "integer" },
    },
  },
  Instrument: {
    oneOf: [ref("Camera"), ref("Spectrograph")],
    discriminator: { propertyName: "kind" },
  },
  Camera: {
    type: "object",
    required: ["kind", "pixels"],
    properties: { kind: { type: "string", const: "camera" }, pixels: { type: "integer" } },
  },
  Spectrograph: { type: "object", required: ["kind"], properties: { kind: { enum: ["echelle", "slit"] } } },
  Site: {
    oneOf: [ref("Dome"), ref("Satellite")],
    discriminator: {
      propertyName: "where",
      mapping: { ground: "#/components/schemas/Dome", orbit: "#/components/schemas/Satellite" },
    },
  },
  Dome: { type: "object", required: ["where"], properties: { where: { type: "string" }, height: { type: "number" } } },
  Satellite: {
    type: "object",
    required: ["where"],
    properties: { where: { type: "string" }, height: { type: "string" } },
  },
  Chart: { type: "object", properties: { name: { type: "string" }, inner: { type: "array", items: ref("Chart") } } },
  Track: { oneOf: [ref("Turn"), ref("Stop")], discriminator: { propertyName: "move" } },
  Turn: {
    type: "object",
    required: ["move"],
    properties: { move: { allOf: [ref("Move")], enum: ["turn", "spin"] }, back: ref("Turn") },
  },
  Stop: { type: "object", required: ["move"], properties: { move: { allOf: [ref("Move")], enum: ["stop"] } } },
  Move: { enum: ["turn", "spin", "stop"] },
  Shape: {
    type: "object",
    required: ["corners"],
    properties: { corners: { type: "integer" } },
    oneOf: [ref("Square")],
  },
  Square: { allOf: [ref("Shape"), { type: "object", properties: { side: { type: "number" } } }] },
  ...levels,
  Joined: {
    allOf: [
      { type: "object", properties: { a: { type: "string" } } },
      { type: "object", properties: { b: { type: "string" } } },
    ],
    unevaluatedProperties: false,
  },
} as const;

const BASE = { target: "M31", taken: "2026-01-02T03:04:05Z", exposures: [30] };
const body = { required: true, content: { "application/json": { schema: ref("Observation") } } };
const DOCUMENT = documentOf(
  {
    "/observations": { post: { operationId: "record", requestBody: body, responses: { 201: { description: "" } } } },
    "/sky": {
      get: {
        operationId: "look",
        parameters: [
          { name: "limit", in: "query", required: true, schema: { type: "integer", minimum: 1, maximum: 50 } },
          { name: "band", in: "query", schema: { type: "array", items: { enum: ["v", "k"] } } },
        ],
        responses: { 200: { description: "" } },
      },
    },
  },
  SCHEMAS,
);

async function generatedWith(validator: ValidatorName, more: Partial<ScaffoldOptions> = {}): Promise<Generated> {
  const texts = await templates("envelope", "express", validator);
  const options = { framework: "express", errors: "envelope", formats: true, templates: texts, ...more } as const;
  return generate(await modelOf(DOCUMENT), { ...options, validator });
}

let folder: string;
const generated = new Map<ValidatorName, Generated>();
const readers = new Map<ValidatorName, Readers>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "backwright-libraries-"));
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
  for (const validator of ["generated", ...LIBRARIES] as const) {
    const made = await generatedWith(validator);
    generated.set(validator, made);
    for (const { path, text } of made.files) {
      await mkdir(dirname(join(folder, validator, path)), { recursive: true });
      await writeFile(join(folder, validator, path), text);
    }
    const module = pathToFileURL(join(folder, validator, "middleware/validators.ts")).href;
    readers.set(validator, (await import(module)) as Readers);
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What a reader says of a body: `field message` for each problem, or the body as the handler gets it. */
function judged(
  validator: ValidatorName,
  value: unknown,
): { readonly said: readonly string[]; readonly body: unknown } {
  const reader = readers.get(validator)?.["readRecord"] ?? expect.fail("no reader was generated");
  const given: unknown = JSON.parse(typeof value === "string" ? value : JSON.stringify(value));
  const problems = verdictOn(reader, given) ?? [];
  return { said: problems.map(({ pointer, message }) => `${pointer} ${message}`), body: given };
}

const CASES: readonly (readonly [what: string, more: object, said: readonly string[]])[] = [
  ["nothing else", {}, []],
  ["a whole number beyond 2^53", { frames: 1e20 }, []],
  ["a type", { target: 7 }, ["target must be a string"]],
  ["a missing property", { target: undefined }, ["target is required"]],
  ["what only the server sets", { id: "anything" }, []],
  ["an unknown property", { color: 1 }, ["color is not known here"]],
  ["a short text", { target: "M" }, ["target must have at least 2 characters"]],
  ["characters and not units, too few", { target: "🔭" }, ["target must have at least 2 characters"]],
  ["characters and not units, enough", { target: "🔭🔭🔭🔭" }, []],
  ["a long text", { target: "M31 M32" }, ["target must have at most 4 characters"]],
  ["a format", { taken: "yesterday" }, ["taken must be a date and time (RFC 3339)"]],
  ["an address without a dot", { contact: "ada@localhost" }, []],
  ["a pattern", { run: "x" }, ["run must match the pattern ^[A-Z]{2}-[0-9]{3}$"]],
  ["null", { seeing: null }, []],
  ["an exclusive limit", { seeing: 0 }, ["seeing must be more than 0"]],
  ["a limit", { seeing: 9.6 }, ["seeing must be at most 9.5"]],
  ["a decimal multiple", { gain: 0.3 }, []],
  ["no multiple", { gain: 0.35 }, ["gain must be a multiple of 0.1"]],
  ["no whole number", { frames: 1.5 }, ["frames must be an integer"]],
  ["a small whole number", { frames: 0 }, ["frames must be at least 1"]],
  ["too few items", { exposures: [] }, ["exposures must have at least 1 item"]],
  ["too many items", { exposures: [1, 2, 3, 4] }, ["exposures must have at most 3 items"]],
  ["a wrong item", { exposures: [1, "2"] }, ["exposures.1 must be an integer"]],
  ["an item twice", { filters: ["red", "red"] }, ["filters must not hold the same item twice"]],
  ["a hostile value", { filters: [HOSTILE] }, []],
  ["a value of a list", { mode: "night" }, ['mode must be one of "survey", "target"']],
  ["mixed values", { level: 3 }, ['level must be one of 1, 2, "raw"']],
  ["a constant", { version: 4 }, ["version must be 3"]],
  ["a map", { headers: { a: "b" } }, ["headers.a must be an integer"]],
  ["an empty map", { headers: {} }, ["headers must have at least 1 properties"]],
  ["a name", { notes: { long: 1 } }, ["notes.long must have at most 3 characters"]],
  ["a named pattern", { notes: { n1: 1 } }, ["notes.n1 must be a string"]],
  ["a short tuple", { pair: [1] }, []],
  ["a tuple", { pair: ["1"] }, ["pair.0 must be a number"]],
  ["too many of an item", { list: [null, null] }, ["list must hold at most 1 fitting item"]],
  ["none of an item", { list: [1] }, ["list must hold at least 1 fitting item"]],
  ["two alternatives at once", { either: 12 }, ["either must fit exactly one of the alternatives, but fits 2"]],
  ["one alternative", { either: 12.5 }, []],
  ["what must not be", { never: {} }, ["never must not have this form"]],
  ["a condition", { gated: "x" }, ["gated must have at least 2 characters"]],
  ["the other side of a condition", { gated: null }, ["gated must be an integer"]],
  ["no type and another one", { loose: 7 }, []],
  ["no type and the one that is meant", { loose: {} }, ["loose.depth is required"]],
  ["a dependent property", { paid: { fee: 3 } }, ["paid.by is required"]],
  ["a dependent schema", { paid: { fee: 30, by: "x" } }, ["paid.fee must be at most 10"]],
  ["a discriminator", { instrument: { kind: "camera" } }, ["instrument.pixels is required"]],
  [
    "an unknown discriminator",
    { instrument: { kind: "ear" } },
    ['instrument.kind must be one of "camera", "echelle", "slit"'],
  ],
  ["a mapped discriminator", { site: { where: "orbit", height: 3 } }, ["site.height must be a string"]],
  [
    "a schema within itself",
    { chart: { inner: [{ inner: [{ name: 1 }] }] } },
    ["chart.inner.0.inner.0.name must be a string"],
  ],
  [
    "a circle that is told apart",
    { track: { move: "turn", back: { move: "stop" } } },
    ['track.back.move must be one of "turn", "spin"'],
  ],
  [
    "what stands in others very often",
    { tree: { left: { right: { left: 1 } } } },
    ["tree.left.right.left must be an object"],
  ],
  ["a parent that lists its child", { shape: { corners: "4", side: 1 } }, ["shape.corners must be an integer"]],
  ["what nothing looked at", { joined: { a: "x", c: 1 } }, ["joined.c is not known here"]],
  ["an inherited name", { constructor: 5 }, ["constructor must be a string"]],
  ["a hostile name", { [HOSTILE]: "x" }, [`${HOSTILE} must be an integer`]],
];

describe.each(LIBRARIES)("a body held to schemas of %s", (library) => {
  test.each(CASES)("%s", (_, more, said) => {
    const value = { ...BASE, ...more };
    expect(new Set(judged("generated", value).said)).toEqual(new Set(said));
    expect(judged(library, value).said).toEqual(said);
  });

  test("several problems are told at once", () => {
    const value = { ...BASE, target: "M", seeing: -1, exposures: ["x"], mode: 3 };
    expect(judged(library, value).said.toSorted()).toEqual(judged("generated", value).said.toSorted());
  });

  test("defaults are filled in, and what only the server sets is taken out", () => {
    expect(judged(library, { ...BASE, id: 7 }).body).toEqual({ ...BASE, mode: "survey" });
  });

  test("a property that is called __proto__", () => {
    const text = (value: string): string => JSON.stringify(BASE).replace("{", `{"odd":{"__proto__":${value}},`);
    expect(judged(library, text("3")).said).toEqual([]);
    expect(judged(library, text('"x"')).said).toEqual(["odd.__proto__ must be an integer"]);
  });

  test("a text that its pattern could take very long for", () => {
    const reader = readers.get(library)?.["readRecord"] ?? expect.fail("no reader was generated");
    const value = { ...BASE, slow: `${"a".repeat(50_000)}!` };
    const source = { params: {}, query: "", headers: {}, body: { type: "application/json", value } };
    expect(() => reader(source)).toThrow(/takes too long/);
  });

  test("parameters are read from text first", () => {
    const reader = readers.get(library)?.["readLook"] ?? expect.fail("no reader was generated");
    const source = (query: string): object => ({
      params: {},
      query,
      headers: {},
      body: { type: undefined, value: undefined },
    });
    expect(reader(source("limit=5&band=v&band=k"))).toMatchObject({ query: { limit: 5, band: ["v", "k"] } });
    expect(() => reader(source("limit=51"))).toThrow(
      expect.objectContaining({ details: [{ field: "limit", message: "must be at most 50" }] }),
    );
  });

  test("nothing of the document has become code", () => {
    expect(globalThis).not.toHaveProperty(MARKER);
  });
});

test("what the libraries cannot say is named with its place", () => {
  const named = LIBRARIES.map((library) => {
    const findings = generated.get(library)?.findings.filter(({ code }) => code === "keyword-left-to-own-check") ?? [];
    return findings.map(({ evidence }) =>
      `${JSON.stringify(evidence["pointer"])}: ${JSON.stringify(evidence["keywords"])}`
        .replaceAll('"', "")
        .replace("/components/schemas/", "")
        .replace("Observation/properties/", ""),
    );
  });
  const circle = ["Shape: $ref", "Square: $ref"];
  expect(named.map((lines) => lines.toSorted())).toEqual([
    [
      "Joined: unevaluatedProperties",
      "Observation: additionalProperties, properties",
      ...circle,
      "filters: uniqueItems",
      "gated: if, then, else",
      "headers: minProperties",
      "list: contains, maxContains",
      "never: not",
      "notes: patternProperties, propertyNames",
      "odd: properties",
      "paid: dependentRequired, dependentSchemas",
      "slow: pattern",
    ],
    [...circle, "odd: additionalProperties, properties", "slow: pattern"],
    [
      "Joined: unevaluatedProperties",
      "Observation: additionalProperties, properties",
      ...circle,
      "gain: multipleOf",
      "gated: if, then, else",
      "list: contains, maxContains",
      "notes: propertyNames",
      "odd: additionalProperties, properties",
      "paid: dependentRequired",
      "slow: pattern",
    ],
  ]);
  expect(generated.get("generated")?.findings).toEqual([]);
});

test("schemas are written in the words of the library", () => {
  const schemas = LIBRARIES.map((library) => textOf(generated.get(library) ?? expect.fail(), "middleware/schemas.ts"));
  const lines = [
    'export const Camera = z.looseObject({ kind: z.literal("camera"), pixels: integer() });',
    'export const LimitQuery: AnySchema = { type: "integer", maximum: 50, minimum: 1 };',
    'export const Camera = Type.Object({ kind: Type.Literal("camera"), pixels: Type.Integer() });',
  ];
  for (const [at, line] of lines.entries()) expect(schemas[at]?.split("\n")).toContain(line);
  expect(schemas[0]).toContain('export const Instrument = z.discriminatedUnion("kind", [Camera, Spectrograph]);');
});

test("options hold for schemas too", async () => {
  const strict = textOf(await generatedWith("zod", { unknownFields: "reject" }), "middleware/schemas.ts");
  expect(strict).toContain("export const StrictChart: z.ZodObject = z.strictObject({");
  const lax = textOf(await generatedWith("ajv", { formats: false }), "middleware/schemas.ts");
  expect(lax).toContain('taken: { type: "string" },');
});

test("the code compiles under --strict", async () => {
  const options = {
    target: "es2023",
    lib: ["es2023"],
    module: "nodenext",
    types: ["node"],
    strict: true,
    noEmit: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noUnusedLocals: true,
    noPropertyAccessFromIndexSignature: true,
    verbatimModuleSyntax: true,
    skipLibCheck: true,
  };
  const include = LIBRARIES.map((library) => `${library}/middleware`);
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: options, include }));
  const compiler = join(ROOT, "node_modules/typescript/bin/tsc");
  const said = await promisify(execFile)(process.execPath, [compiler, "-p", folder]).then(
    () => "",
    (failure: { readonly stdout: string }) => failure.stdout,
  );
  expect(said).toBe("");
});
