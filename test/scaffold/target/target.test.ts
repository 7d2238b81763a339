import { describe, expect, test } from "vitest";
import { importStyle, readJsonWithComments, styled, targetFindings } from "../../../src/scaffold/index.ts";

const facts = (type: string | undefined, options?: object, more: object = {}) => ({
  packageJson: { type, ...more },
  tsconfigs: options === undefined ? [] : [{}, { compilerOptions: options }],
  installed: undefined,
});

describe("how imports end", () => {
  test.each([
    ["no tsconfig", facts("module"), "js"],
    ["nodenext", facts("module", { module: "NodeNext" }), "js"],
    ["nodenext that rewrites", facts("module", { module: "nodenext", rewriteRelativeImportExtensions: true }), "ts"],
    ["node16 that only checks", facts("module", { module: "node16", allowImportingTsExtensions: true }), "ts"],
    [
      "a bundler",
      facts("module", { module: "esnext", moduleResolution: "bundler", allowImportingTsExtensions: true }),
      "none",
    ],
    ["preserve", facts("module", { module: "preserve" }), "none"],
    ["CommonJS", facts(undefined, { module: "commonjs" }), "none"],
    ["the old resolver under ES modules", facts("module", { module: "es2022", moduleResolution: "node" }), "js"],
  ])("with %s", (_, project, style) => expect(importStyle(project)).toBe(style));

  test("imports and exports change, text does not", () => {
    const text =
      'import { a } from "./a.js";\nimport e from "express";\nexport * from "../b.js";\nexport const c = "./c.js";\n';
    const files = [{ path: "d.ts", text, ownership: "managed" }] as const;
    expect(styled(files, "none")[0]?.text).toBe(
      'import { a } from "./a";\nimport e from "express";\nexport * from "../b";\nexport const c = "./c.js";\n',
    );
    expect(styled(files, "ts")[0]?.text).toContain('from "../b.ts";');
    expect(styled(files, "js")).toBe(files);
  });
});

describe("settings", () => {
  test.each([
    ['{"a": [1, true, null, {"b": "c"}]}', { a: [1, true, null, { b: "c" }] }],
    ['\uFEFF{\n// a remark\n"a": 1, /* b */\n}\n// end', { a: 1 }],
    ["{", undefined],
    ["run()", undefined],
  ])("%j", (text, value) => expect(readJsonWithComments(text)).toEqual(value));
});

describe("what does not fit", () => {
  test.each([
    ["^4.18.0", ["framework-version-unfit"]],
    ["^5.1.0", []],
    ["4.x || 5.x", []],
    [">=4", []],
    ["<5", ["framework-version-unfit"]],
    ["<5.2.0", []],
    ["<=4.9", ["framework-version-unfit"]],
    ["latest", []],
    ["workspace:*", []],
  ])("express %s", (range, codes) => {
    const found = targetFindings(
      facts("module", undefined, { dependencies: { express: range } }),
      "express",
      "package.json",
    );
    expect(found.map(({ code }) => code)).toEqual(codes);
  });

  test("the installed version counts before the range", () => {
    const project = { ...facts("module", undefined, { dependencies: { koa: "*" } }), installed: "2.16.1" };
    expect(targetFindings(project, "koa", "package.json")).toMatchObject([
      { evidence: { version: "2.16.1", wanted: "3" } },
    ]);
  });

  test("import statements that the compiler must keep in a CommonJS project", () => {
    const options = { module: "nodenext", verbatimModuleSyntax: true };
    expect(targetFindings(facts(undefined, options), "express", "package.json")).toMatchObject([
      { code: "module-syntax-refused" },
    ]);
    expect(targetFindings(facts("module", options), "express", "package.json")).toEqual([]);
  });
});
