import { existsSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { readSpecification, type ApiModel, type Schema } from "../../src/openapi/index.ts";

interface Entry {
  readonly file: string;
  readonly openapi: string;
  readonly operations: number;
  readonly webhooks: number;
  readonly schemas: number;
}

const root = resolve(import.meta.dirname, "..", "..");
const folder = join(process.env["BACKWRIGHT_SHARED"] ?? join(root, "..", "shared"), "corpus", "openapi");
const index = join(folder, "index.json");

const parse: (text: string) => readonly Entry[] = JSON.parse;
const entries: readonly Entry[] = existsSync(index) ? parse(readFileSync(index, "utf8")) : [];

/** References that are broken in the documents themselves: one of them refers to parts that it does not have. */
const BROKEN: ReadonlySet<string> = new Set(["hey-api-full-31.yaml"]);

function read({ file }: Entry): Promise<ApiModel> {
  return readSpecification(file, (path) => readFile(join(folder, path), "utf8"));
}

/** Every key that a schema of the model refers to. */
function references(schema: Schema | undefined): readonly string[] {
  if (typeof schema !== "object") return [];
  const nested: readonly (Schema | undefined)[] = [
    ...(schema.properties?.values() ?? []),
    ...(schema.allOf ?? []),
    ...(schema.anyOf ?? []),
    ...(schema.oneOf ?? []),
    schema.items,
    schema.additionalProperties,
    schema.not,
  ];
  const mapped = [...(schema.discriminator?.mapping.values() ?? [])];
  return [...(schema.ref === undefined ? [] : [schema.ref]), ...mapped, ...nested.flatMap(references)];
}

describe.skipIf(!existsSync(index))(`the published documents (skipped: there is no ${index})`, () => {
  describe.each(entries)("$file", (entry) => {
    test("is read whole", async () => {
      const model = await read(entry);
      expect(model.version).toBe(entry.openapi.slice(0, 3));
      expect([model.operations.length, model.webhooks.length]).toEqual([entry.operations, entry.webhooks]);
      expect(model.schemas.size).toBeGreaterThanOrEqual(entry.schemas);
      expect(new Set(model.operations.map(({ id }) => id)).size).toBe(entry.operations);

      const lost = [...model.schemas.values()]
        .flatMap(({ schema }) => references(schema))
        .filter((key) => !model.schemas.has(key));
      expect(lost).toEqual([]);

      const unplaced = model.findings.filter(
        ({ subject }) => subject.line === undefined || subject.column === undefined,
      );
      expect(unplaced).toEqual([]);
      const errors = model.findings.filter(
        ({ severity, code }) => severity === "error" && code.startsWith("reference"),
      );
      expect(errors.length > 0).toBe(BROKEN.has(entry.file));
    });
  });
});
