import { asyncProperty, assert as holds, constantFrom, integer, nat, record } from "fast-check";
import { dump } from "js-yaml";
import { assert, describe, expect, test } from "vitest";
import { readSpecification } from "../../../src/openapi/index.ts";
import { generateAgain, memoryOf, type Again, type Memory } from "../../../src/scaffold/again/index.ts";
import { generateFrom, planFor, type Generated } from "../../../src/scaffold/generate.ts";
import type { ScaffoldOptions } from "../../../src/scaffold/options.ts";

const FILE = "api";
const OPTIONS: ScaffoldOptions = { framework: "fastify", errors: "envelope", formats: true, templates: new Map() };

/** Above 50 operations, files are split by tag. */
const GROUPS = 8;
const ITEMS = 4;

interface Item {
  [method: string]: Record<string, unknown>;
}

function documentOf(): { paths: Record<string, Item>; [field: string]: unknown } {
  const paths: Record<string, Item> = {};
  for (let group = 0; group < GROUPS; group += 1)
    for (let item = 0; item < ITEMS; item += 1) {
      const schema = { $ref: `#/components/schemas/Thing${(group + item) % 5}` };
      const json = { "application/json": { schema } };
      const common = { tags: [`group ${group}`], responses: { 200: { description: "", content: json } } };
      const id = { name: "id", in: "path", required: true, schema: { type: "string" } };
      paths[`/g${group}/i${item}/{id}`] = {
        get: { ...common, summary: `Read ${group} ${item}`, operationId: `get-${group}-${item}`, parameters: [id] },
        put: { ...common, operationId: `put-${group}-${item}`, parameters: [id], requestBody: { content: json } },
      };
    }
  const thing = (at: number) => ({
    type: "object",
    required: ["name"],
    properties: {
      name: { type: "string", minLength: 1 },
      ...(at === 0 ? {} : { next: { $ref: `#/components/schemas/Thing${at - 1}` } }),
      ...(at % 2 === 0 ? { id: { type: "integer", readOnly: true } } : {}),
    },
  });
  const schemas = Object.fromEntries([0, 1, 2, 3, 4, 5].map((at) => [`Thing${at}`, thing(at)]));
  const securitySchemes = { key: { type: "apiKey", in: "header", name: "X-Key" } };
  return { openapi: "3.1.0", info: { title: "T", version: "1" }, paths, components: { schemas, securitySchemes } };
}

type Edit = (operation: Record<string, unknown>, at: number) => void;

const parameters = (operation: Record<string, unknown>): object[] => operation["parameters"] as object[];
const ref = (at: number) => ({ $ref: `#/components/schemas/Thing${at % 6}` });

/** What people do to one operation of a document. */
const EDITS: Readonly<Record<string, Edit>> = {
  "a summary": (operation, at) => void (operation["summary"] = `Words ${at}`),
  "a summary of two lines": (operation, at) => void (operation["summary"] = `Words\n${at} */ more`),
  "a description": (operation, at) => void (operation["description"] = `Words: ${at}\nand "more`),
  "a parameter more": (operation, at) =>
    void parameters(operation).push({ name: `q${at}`, in: "query", schema: { type: "integer", maximum: at } }),
  "a path parameter with a rule": (operation, at) =>
    void parameters(operation).splice(0, 1, {
      name: "id",
      in: "path",
      required: true,
      schema: { type: "string", pattern: `^a{${at % 9}}$` },
    }),
  "an answer more": (operation, at) =>
    void Object.assign(operation["responses"] as object, {
      [400 + (at % 90)]: { description: "", content: { "application/json": { schema: ref(at) } } },
    }),
  "an answer of another type": (operation) =>
    void Object.assign(operation["responses"] as object, { 201: { description: "", content: { "text/plain": {} } } }),
  "a body": (operation, at) =>
    void (operation["requestBody"] = { content: { "application/json": { schema: ref(at) } } }),
  "an inline body": (operation, at) =>
    void (operation["requestBody"] = {
      required: at % 2 === 0,
      content: {
        "application/json": { schema: { type: "object", properties: { a: { type: "string", default: "b" } } } },
      },
    }),
  security: (operation) => void (operation["security"] = [{ key: [] }]),
  "another tag": (operation, at) => void (operation["tags"] = [`group ${at % GROUPS}`]),
  "another id": (operation, at) => void (operation["operationId"] = `other-${at}`),
  "no id": (operation) => void delete operation["operationId"],
  "a mistake": (operation) => void parameters(operation).push({ name: "x" }),
  "a reference to nothing": (operation) =>
    void (operation["requestBody"] = { $ref: "#/components/requestBodies/None" }),
  "a schema of its own": (operation, at) =>
    void (operation["requestBody"] = {
      content: {
        "application/json": { schema: { $ref: `#/components/schemas/Thing${1 + (at % 4)}/properties/next` } },
      },
    }),
};

const FORMS = {
  json: (value: object) => JSON.stringify(value, undefined, 2),
  line: (value: object) => JSON.stringify(value),
  yaml: (value: object) => dump(value, { noRefs: true }),
};

interface Whole {
  readonly memory: Memory;
  readonly generated: Generated;
}

async function whole(text: string): Promise<Whole> {
  const model = await readSpecification(FILE, () => Promise.resolve(text));
  const plan = planFor(model, OPTIONS);
  const made = generateFrom(plan);
  const generated = { ...made, findings: [...model.findings, ...made.findings] };
  return { generated, memory: memoryOf(plan, generated) };
}

const textsOf = ({ files }: Generated): ReadonlyMap<string, string> =>
  new Map(files.map(({ path, text }) => [path, text]));

function applied(before: Generated, { changes, operations, findings }: Again) {
  const texts = new Map(textsOf(before));
  for (const [path, change] of changes) {
    const [head = "", tail, ...more] = change.kind === "text" ? [] : (texts.get(path) ?? "").split(change.old);
    if (change.kind === "lines") assert(tail !== undefined && more.length === 0, path);
    texts.set(path, change.kind === "text" ? change.text : `${head}${change.next}${tail ?? ""}`);
  }
  return { texts, operations, findings };
}

const changed = (name: string, at: number): object => {
  const document = documentOf();
  const item = Object.values(document.paths)[at % (GROUPS * ITEMS)];
  const operation = item?.[at % 2 === 0 ? "get" : "put"];
  assert(operation !== undefined);
  EDITS[name]?.(operation, at);
  return document;
};

describe("a document of which one operation changed", () => {
  test("becomes what a whole run makes of it, or is left to a whole run", async () => {
    const before = new Map<string, Whole>();
    for (const [form, write] of Object.entries(FORMS)) before.set(form, await whole(write(documentOf())));
    const edits = record({
      edit: constantFrom(...Object.keys(EDITS)),
      at: nat({ max: 200 }),
      form: constantFrom("json", "line", "yaml"),
    });
    await holds(
      asyncProperty(edits, async ({ edit, at, form }) => {
        const write = FORMS[form];
        const old = before.get(form);
        assert(old !== undefined);
        const text = write(changed(edit, at));
        const was = { text: write(documentOf()), memory: old.memory };
        const again = await generateAgain({ file: FILE, text, before: was, options: OPTIONS });
        if (again === undefined) return;
        const { generated } = await whole(text);
        const { operations, findings } = generated;
        expect(applied(old.generated, again)).toEqual({ texts: textsOf(generated), operations, findings });
      }),
      { numRuns: 12 },
    );
  });

  test.each(["a summary", "a description", "a parameter more", "an answer more"])(
    "is made without the rest where %s changed",
    async (edit) => {
      for (const write of Object.values(FORMS)) {
        const before = { text: write(documentOf()), memory: (await whole(write(documentOf()))).memory };
        const again = await generateAgain({ file: FILE, text: write(changed(edit, 5)), before, options: OPTIONS });
        expect([...(again?.changes.keys() ?? [])].filter((path) => /group-[^1]/.test(path))).toEqual([]);
        expect(again?.changes.size).toBeGreaterThan(0);
      }
    },
  );

  test("is left to a whole run where a handler would go elsewhere", async () => {
    const text = FORMS.json(documentOf());
    const before = { text, memory: (await whole(text)).memory };
    const options = { ...OPTIONS, handlerFile: () => "elsewhere" };
    expect(await generateAgain({ file: FILE, text, before, options })).toBeUndefined();
  });
});

test("findings move with the lines that were inserted above them", async () => {
  const document = documentOf();
  const last = Object.values(document.paths).at(-1)?.["put"];
  assert(last !== undefined);
  EDITS["a mistake"]?.(last, 0);
  const old = await whole(FORMS.yaml(document));
  const first = Object.values(document.paths)[0]?.["get"];
  assert(first !== undefined);
  await holds(
    asyncProperty(integer({ min: 1, max: 5 }), async (count) => {
      const before = { text: FORMS.yaml(document), memory: old.memory };
      const lines = Array.from({ length: count }, (_, at) => `line ${at}`).join("\n");
      const next = structuredClone(document);
      Object.assign(Object.values(next.paths)[0]?.["get"] ?? {}, { description: lines });
      const text = FORMS.yaml(next);
      const again = await generateAgain({ file: FILE, text, before, options: OPTIONS });
      expect(again?.findings).toEqual((await whole(text)).generated.findings);
      expect(again?.findings.length).toBeGreaterThan(0);
    }),
    { numRuns: 2 },
  );
});
