import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { breachesOf } from "../../scripts/laws/breaches.ts";
import { readSource, readSources, type Source } from "../../scripts/laws/sources.ts";

const root = join(import.meta.dirname, "..", "..");
const rooms = ["kit", "load", "report", "edge/postgres", "command", "commands", "main"].map((room) =>
  readSource(`src/${room}/index.ts`, "// A room.\nexport {};\n"),
);

/** The breaches of one file among well-behaved rooms. */
const breaches = (path: string, text: string): readonly string[] =>
  breachesOf([...rooms, readSource(path, text)] satisfies readonly Source[]);

describe("the laws", () => {
  test("hold in src/", () => {
    expect(breachesOf(readSources(root))).toEqual([]);
  });

  test.each([
    ["a pure room that reads files", "src/load/a.ts", 'import { readFile } from "node:fs";\n'],
    [
      "a pure room that hashes with more than createHash",
      "src/load/a.ts",
      'import { randomBytes } from "node:crypto";\n',
    ],
    ["an import up the tiers", "src/kit/a.ts", 'import { x } from "../load/index.ts";\n'],
    ["a command that imports edge", "src/commands/a.ts", 'import { x } from "../edge/postgres/index.ts";\n'],
    ["another room past its index", "src/report/a.ts", 'import { x } from "../load/secret.ts";\n'],
    ["import() of a room outside main", "src/commands/a.ts", 'export const x = () => import("../report/index.ts");\n'],
    [
      "a class that holds state",
      "src/load/a.ts",
      "class Counter {\n  value = 0;\n}\nexport const c = new Counter();\n",
    ],
    ["an enum", "src/load/a.ts", "export enum Color { Red }\n"],
    ["a disable comment", "src/load/a.ts", "// oxlint-disable no-console\n"],
    ["a room without its header", "src/sql/index.ts", "export const x = 1;\n"],
    ["a long function", "src/load/a.ts", `export function long() {\n${"  f();\n".repeat(41)}}\n`],
    ["a long file", "src/load/a.ts", "export const a = 1;\n".repeat(301)],
    ["a long door", "src/door.ts", "export const a = 1;\n".repeat(31)],
  ])("see %s", (_what, path, text) => {
    expect(breaches(path, text)).not.toEqual([]);
  });

  test.each([
    ["an import down the tiers", "src/report/a.ts", 'import { x } from "../load/index.ts";\n'],
    ["createHash", "src/load/a.ts", 'import { createHash } from "node:crypto";\n'],
    ["main importing edge", "src/main/a.ts", 'import { x } from "../edge/postgres/index.ts";\n'],
    ["an error class", "src/load/a.ts", "export class MyError extends Error {}\n"],
  ])("let %s pass", (_what, path, text) => {
    expect(breaches(path, text)).toEqual([]);
  });
});
