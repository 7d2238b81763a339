import { parseSync } from "oxc-parser";
import { describe, expect, test } from "vitest";
import { inJavaScript, javascriptOf } from "../../../src/scaffold/javascript/index.ts";
import { FRAMEWORKS, templates } from "../generated.ts";

const lines = (...text: readonly string[]): string => `${text.join("\n")}\n`;

describe("TypeScript as JavaScript", () => {
  test.each<[string, string, string]>([
    [
      "a function",
      lines("/** Half of it. */", "export function half(of: number, to?: string): number {", "  return of / 2;", "}"),
      lines(
        "/**",
        " * Half of it.",
        " * @param {number} of",
        " * @param {string} [to]",
        " * @returns {number}",
        " */",
        "export function half(of, to) {",
        "  return of / 2;",
        "}",
      ),
    ],
    [
      "parameters on lines of their own, which fit on one without types",
      lines(
        "function read<Part extends object>(",
        "  { a, b }: Pair,",
        "  rest: readonly Part[],",
        "): asserts rest is [] {}",
      ),
      lines(
        "/**",
        " * @template {object} Part",
        " * @param {Pair} pair",
        " * @param {readonly Part[]} rest",
        " * @returns {asserts rest is []}",
        " */",
        "function read({ a, b }, rest) {}",
      ),
    ],
    [
      "a default before what has to be given",
      lines("const add = (a: number = 1, b: number): number => a + b;"),
      lines(
        "/**",
        " * @param {number | undefined} a",
        " * @param {number} b",
        " * @returns {number}",
        " */",
        "const add = (a = 1, b) => a + b;",
      ),
    ],
    [
      "a function within an expression",
      lines("list.map((item: Item): string => item.name);"),
      lines("list.map(/** @returns {string} */ (/** @type {Item} */ item) => item.name);"),
    ],
    [
      "a generic function that is returned: no line may end behind `return`",
      lines("function make() {", "  return <T>(value: T): T => {", "    return value;", "  };", "}"),
      lines(
        "function make() {",
        "  return (",
        "    /**",
        "     * @template T",
        "     * @param {T} value",
        "     * @returns {T}",
        "     */",
        "    (value) => {",
        "      return value;",
        "    }",
        "  );",
        "}",
      ),
    ],
    [
      "constants and assertions",
      lines(
        "const names: Map<string, number> = new Map();",
        "const seen = new Set<string>();",
        "const all = [new Set<string>(), name as unknown as Name, (value as Name).first, [1] as const];",
        "const odd = { a: 1 } satisfies Odd;",
      ),
      lines(
        "/** @type {Map<string, number>} */",
        "const names = new Map();",
        "/** @type {Set<string>} */",
        "const seen = new Set();",
        "const all = [/** @type {Set<string>} */ (new Set()), /** @type {Name} */ (/** @type {unknown} */ (name)), /** @type {Name} */ (value).first, /** @type {const} */ ([1])];",
        "const odd = /** @satisfies {Odd} */ ({ a: 1 });",
      ),
    ],
    [
      "declared types",
      lines(
        "/** What is asked. */",
        "export interface Asked<Part> {",
        "  /** Bytes. */",
        "  readonly limit?: number;",
        "  read(part: Part): Promise<void>;",
        "}",
        "",
        'export type Kind = "a" | "*/*";',
        "",
        "interface More extends Asked<string> {",
        '  readonly "odd name": number;',
        "}",
      ),
      lines(
        "/**",
        " * What is asked.",
        " * @template Part",
        " * @typedef {object} Asked",
        " * @property {number} [limit] - Bytes.",
        " * @property {(part: Part) => Promise<void>} read",
        " */",
        "",
        '/** @typedef {"a" | "*\\/*"} Kind */',
        "",
        '/** @typedef {Asked<string> & { readonly "odd name": number }} More */',
      ),
    ],
    [
      "imports and exports of types",
      lines(
        'import type { Handlers } from "./api.js";',
        'import express, { type Express } from "express";',
        'import { type A } from "./a.js";',
        "",
        'export type { Check } from "./unions.js";',
        'export { a, type B } from "./a.js";',
      ),
      lines(
        'import express from "express";',
        "",
        "/**",
        ' * @import { Handlers } from "./api.js"',
        ' * @import { Express } from "express"',
        ' * @import { A } from "./a.js"',
        " */",
        "",
        '/** @typedef {import("./unions.js").Check} Check */',
        'export { a } from "./a.js";',
        '/** @typedef {import("./a.js").B} B */',
      ),
    ],
    [
      "a class",
      lines(
        "export class Wrong<Key> extends Error {",
        "  /** Of the answer. */",
        "  readonly status: number;",
        "  private keys = new Set<Key>();",
        "  constructor(status: number) {",
        "    super();",
        "    this.status = status;",
        "  }",
        "}",
      ),
      lines(
        "/** @template Key */",
        "export class Wrong extends Error {",
        "  /**",
        "   * Of the answer.",
        "   * @readonly",
        "   * @type {number}",
        "   */",
        "  status;",
        "  /** @private */",
        "  keys = /** @type {Set<Key>} */ (new Set());",
        "  /** @param {number} status */",
        "  constructor(status) {",
        "    super();",
        "    this.status = status;",
        "  }",
        "}",
      ),
    ],
    [
      "words of a document that look like tags",
      lines("/** Users @type {any} @ home */", "export const getUser: Handler = run;"),
      lines("/**", " * Users \\@type {any} \\@ home", " * @type {Handler}", " */", "export const getUser = run;"),
    ],
  ])("%s", (_name, typescript, javascript) => {
    expect(javascriptOf(typescript)).toBe(javascript);
  });

  test("no template has a type left, and files of types stay declarations", async () => {
    const texts = new Map(await templates("problem", "express", "zod"));
    for (const framework of FRAMEWORKS)
      for (const [path, text] of await templates("envelope", framework)) texts.set(path, text);
    const files = inJavaScript([...texts].map(([path, text]) => ({ path, text, ownership: "managed" })));
    const scripts = files.filter(({ path }) => path.endsWith(".js"));
    const broken = scripts.filter(({ path, text }) => parseSync(path, text, { lang: "js" }).errors.length > 0);
    expect(broken.map(({ path }) => path)).toEqual([]);
    expect(files.map(({ path }) => path)).toContain("koa/types/handler.d.ts");
    expect(scripts.length).toBeGreaterThan(30);
  });
});
