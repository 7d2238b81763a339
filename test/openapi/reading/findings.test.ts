import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openapiPages } from "../../../src/report/findings/openapi.ts";
import { read } from "../support.ts";

const room = join(import.meta.dirname, "..", "..", "..", "src", "openapi");

function raisedCodes(): ReadonlySet<string> {
  const files = readdirSync(room, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".ts"));
  const texts = files.map((path) => readFileSync(join(room, path), "utf8"));
  return new Set(texts.flatMap((text) => [...text.matchAll(/\bcode: "([a-z-]+)"/g)].map(([, code]) => code ?? "")));
}

describe("findings", () => {
  test("each code that is raised has a page, and no page stands for nothing", () => {
    expect([...raisedCodes()].sort()).toEqual(openapiPages.map(({ code }) => code).sort());
  });

  test("say where they are and read as sentences", async () => {
    const model = await read(
      'openapi: 3.1.0\npaths:\n  /a/{id}:\n    get:\n      responses:\n        200: {$ref: "#/gone"}\ncomponents:\n  schemas:\n    A: {type: "\\u001b[31m"}\n',
    );
    const said = model.findings.map((finding) => {
      const { name, file, line, column } = finding.subject;
      const page = openapiPages.find(({ code }) => code === finding.code);
      return `${file}:${line}:${column} ${name}: ${page?.sentence(finding)}`;
    });
    expect(said).toEqual([
      "api.yaml:4:5 GET /a/{id}: {id} stands in the path and is not declared; any text is accepted",
      "api.yaml:6:15 GET /a/{id}: #/gone cannot be resolved: there is no /gone in api.yaml",
      "api.yaml:9:9 A: \\u001b[31m is no type, so any value is accepted",
    ]);
  });

  test("come by file, the entry first, then by line, each once", async () => {
    const shared = { Bad: { type: "date" } };
    const get = { parameters: [{ name: "p", in: "query", schema: { $ref: "b.json#/Bad" } }], responses: { 200: {} } };
    const source = {
      openapi: "3.1.0",
      paths: { "/a": { get, put: get } },
      components: { schemas: { Z: { type: "x" } } },
    };
    const model = await read(source, { "b.json": shared });
    expect(model.findings.map(({ code, subject }) => `${subject.file} ${code}`)).toEqual([
      "api.yaml type-unknown",
      "b.json type-unknown",
    ]);
  });
});
