import { expect, test } from "vitest";
import { createImports, print } from "../../src/typescript/index.ts";

test("packages come first, types are marked, unused names are left out", () => {
  const imports = createImports();
  imports.value("./b.js", "run");
  imports.type("./b.js", "Running");
  imports.type("./a.js", "Only");
  imports.value("./a.js", "unused");
  imports.defaultValue("express", "express");
  const text = print(imports.declarations("express(); run(x as Running, y as Only, $unused)"));
  expect(text).toBe(
    'import express from "express";\nimport type { Only } from "./a.js";\nimport { type Running, run } from "./b.js";',
  );
});

test("a name in a comment is no use of it", () => {
  const imports = createImports();
  imports.type("./a.js", "Told");
  imports.type("./a.js", "Used");
  const text = print(imports.declarations("/** A Told. */\n/**\n * Told\n */\ntype Own = Used;"));
  expect(text).toBe('import type { Used } from "./a.js";');
});

test("names are found whatever order the body uses them in", () => {
  const imports = createImports();
  for (const name of ["First", "Second", "Third", "None"]) imports.type("./a.js", name);
  const text = print(imports.declarations("type Own = [Third, NoneOther, Second, First];"));
  expect(text).toBe('import type { First, Second, Third } from "./a.js";');
});
