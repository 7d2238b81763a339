import { expect, test } from "vitest";
import { entryOf } from "../../../src/commands/spec/entry.ts";

const LISTENS = "app.listen(1)";

test.each([
  [
    "the start script",
    { "package.json": '{ "scripts": { "start": "node --env-file=.env ./src/www.js" } }', "src/www.js": "" },
    "src/www.js",
  ],
  [
    "what is built",
    { "package.json": '{ "scripts": { "start": "node dist/main.js" } }', "src/main.ts": "" },
    "src/main.ts",
  ],
  ["main", { "package.json": '{ "main": "./lib/app" }', "lib/app.js": "", "server.js": "" }, "lib/app.js"],
  ["the only one that listens", { "odd.ts": LISTENS, "src/index.ts": "" }, "odd.ts"],
  ["of several the one with a known name", { "tools/a.js": LISTENS, "src/server.ts": LISTENS }, "src/server.ts"],
  ["a known name", { "src/deep/app.js": "", "src/index.js": "" }, "src/index.js"],
  ["a broken package.json", { "package.json": "{", "app.js": "" }, "app.js"],
  ["nothing", { "lib.js": "" }, undefined],
])("%s is started", (_, files, expected) => {
  expect(entryOf(new Map(Object.entries(files)))).toBe(expected);
});
