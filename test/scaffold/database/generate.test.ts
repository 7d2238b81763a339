import { parseSync } from "oxc-parser";
import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { databaseApi, databaseTemplates, generateFromDatabase } from "../../../src/scaffold/database/index.ts";
import { FRAMEWORKS, templates } from "../generated.ts";
import { column, database, index, OPTIONS, table, typeFacts } from "./facts.ts";

const HOSTILE = [
  "`",
  "${process.exit(1)}",
  "*/",
  '"',
  "\\",
  "\u2028",
  "__proto__",
  "'; drop",
  "line\nbreak",
  "constructor",
];
const facts = database(
  table(
    "t",
    [
      column("id", "int8", { isComputed: true }),
      ...HOSTILE.map((name) => column(name, "int4", { comment: `${name} */ x()` })),
    ],
    { comment: "*/ process.exit(1) /*", indexes: HOSTILE.map((name) => index([name])) },
  ),
  table("users", [
    column("id"),
    column("password_hash"),
    column("mood", "mood", { type: typeFacts("mood", { kind: "enum", labels: HOSTILE }) }),
  ]),
);

type Files = Promise<ReadonlyMap<string, string>>;
const made = new Map<string, Files>();

function once(framework: (typeof FRAMEWORKS)[number]): Files {
  const files = made.get(framework) ?? filesFor(framework);
  made.set(framework, files);
  return files;
}

async function filesFor(framework: (typeof FRAMEWORKS)[number]): Files {
  const folder = new URL("../../../templates/scaffold/", import.meta.url);
  const own = databaseTemplates(framework).map(async ({ template }) => {
    const path = `database/${template}`;
    return [path, await readFile(new URL(path, folder), "utf8")] as const;
  });
  const texts = new Map([...(await templates("envelope", framework)), ...(await Promise.all(own))]);
  const choice = { framework, errors: "envelope", formats: true, templates: texts } as const;
  const { files } = generateFromDatabase(await databaseApi(facts, OPTIONS), choice);
  return new Map(files.map(({ path, text }) => [path, text]));
}

describe.each(FRAMEWORKS)("%s", (framework) => {
  test("no name becomes code", async () => {
    const files = await once(framework);
    for (const [path, text] of files) {
      if (!path.endsWith(".ts")) continue;
      const { errors, program } = parseSync(path, text);
      expect({ path, errors }).toEqual({ path, errors: [] });
      expect(JSON.stringify(program).includes('"name":"exit"')).toBe(false);
    }
  });
});

describe("what is written", () => {
  test("is the same every time", async () => {
    expect(await filesFor("koa")).toEqual(await once("koa"));
  });

  test("selects no secret and takes it", async () => {
    const text = (await once("express")).get("repositories/users.ts") ?? "";
    const [, columns = ""] = /export const COLUMNS = `([^`]*)`/.exec(text) ?? [];
    expect(columns).not.toContain("password_hash");
    expect(text).toContain('made.push(["password_hash", `${put(body.password_hash)}`])');
  });

  test("names the index that would allow a filter", async () => {
    const text = (await once("express")).get("repositories/users.ts") ?? "";
    expect(text).toContain("// mood: create index on public.users (mood); would allow it.");
  });
});
