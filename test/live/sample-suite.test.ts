import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { JsonObject, JsonValue } from "../../src/kit/index.ts";
import { type ApiModel, readSpecification, type Schema } from "../../src/openapi/index.ts";
import { accepts, drawSample, sampleRequest } from "../../src/openapi/sample/index.ts";

const corpus = join(import.meta.dirname, "../../../shared/corpus");
const suite = join(corpus, "json-schema/tests/draft2020-12");
// These ask for other documents, `$id` as a base of references, `$dynamicRef` across them, or formats that assert nothing.
const BEYOND = new Set(["defs", "dynamicRef", "format", "ref", "refRemote", "vocabulary"]);
const WHOLE = "#/components/schemas/Whole";

interface Group {
  readonly description: string;
  readonly schema: JsonValue;
  readonly tests: readonly { readonly description: string; readonly data: JsonValue; readonly valid: boolean }[];
}

describe.skipIf(!existsSync(suite))("JSON Schema Test Suite 2020-12 (needs ../shared/corpus)", () => {
  const files = existsSync(suite) ? readdirSync(suite).map((file) => file.replace(/\.json$/, "")) : [];
  test.each(files.filter((file) => !BEYOND.has(file)))("%s", async (file) => {
    const wrong: string[] = [];
    for (const group of groupsOf(file)) {
      const whole = await modelOf(group.schema);
      if (mentions(group.schema, "$dynamicRef") || whole === undefined) continue;
      wrong.push(...misjudged(group, whole), ...unsampled(group, whole));
    }
    expect(wrong).toEqual([]);
  });
});

describe.skipIf(!existsSync(corpus))("samples for published documents (needs ../shared/corpus)", () => {
  // What has no valid value, by the document's own fault or because no value was found in reasonable time.
  const doubtful: Readonly<Record<string, number>> = {
    "rebilly.yaml": 5,
    "schema-types-31.yaml": 2,
    "telegram-bot.json": 1,
  };
  const folder = join(corpus, "openapi");
  const files = existsSync(folder)
    ? readdirSync(folder).filter((file) => /(?<!index)\.(?:json|ya?ml)$/.test(file))
    : [];
  test.each(files)("%s", async (file) => {
    const model = await readSpecification(file, async (path) => readFileSync(join(folder, path), "utf8"));
    const doubts = model.operations.filter((operation) => sampleRequest(operation, model).doubts.length > 0);
    expect(doubts.map(({ id }) => id)).toHaveLength(doubtful[file] ?? 0);
  });
});

interface Read {
  readonly schema: Schema;
  readonly model: ApiModel;
}

/** The suite's schema as a component; its references to its own root are led there. Undefined where it is not kept. */
async function modelOf(schema: JsonValue): Promise<Read | undefined> {
  const schemas = { Whole: rerooted(schema) };
  const document = { openapi: "3.1.0", info: { title: "Suite", version: "1" }, paths: {}, components: { schemas } };
  const model = await readSpecification("suite.json", async (path) => {
    if (path !== "suite.json") throw new Error(`There is no ${path}.`);
    return JSON.stringify(document);
  });
  const named = [...model.schemas.values()].find(({ name }) => name === "Whole");
  return named === undefined || model.findings.length > 0 ? undefined : { schema: named.schema, model };
}

function misjudged({ description, tests }: Group, { schema, model }: Read): readonly string[] {
  const scope = { schemas: model.schemas, side: "request" } as const;
  // The reader leaves an empty enum out: a schema that nothing satisfies helps nobody.
  if (description === "empty enum") return [];
  const wrong = tests.filter(({ data, valid }) => accepts(data, schema, scope) !== valid);
  return wrong.map((each) => `${description}: ${each.description}`);
}

/** What has a valid value should get one. */
function unsampled({ description, tests }: Group, { schema, model }: Read): readonly string[] {
  if (!tests.some(({ valid }) => valid) || KNOWN_MISSES.has(description)) return [];
  return drawSample(schema, model, { side: "request" }).valid ? [] : [`${description}: no sample`];
}

const KNOWN_MISSES = new Set([
  "small multiple of large integer",
  "collect annotations inside a 'not', even if collection is disabled",
]);

function rerooted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(rerooted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value as JsonObject).map(([name, part]) => {
    const isOwn = name === "$ref" && typeof part === "string" && /^#(?:\/|$)/.test(part);
    return [name, isOwn ? `${WHOLE}${part.slice(1)}` : rerooted(part)] as const;
  });
  return Object.fromEntries(entries);
}

function mentions(schema: JsonValue, keyword: string): boolean {
  return JSON.stringify(schema).includes(`"${keyword}"`);
}

function groupsOf(file: string): readonly Group[] {
  return JSON.parse(readFileSync(join(suite, `${file}.json`), "utf8")) as readonly Group[];
}
