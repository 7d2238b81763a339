import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCommandLine } from "../../src/main/index.ts";
import { memoryStream, runCli, temporaryFolder, testWorld } from "../support/world.ts";

const ok = { responses: { 200: { description: "" } } };
const document = (paths: object): string =>
  JSON.stringify({ openapi: "3.1.0", info: { title: "Shop", version: "1" }, paths });

/** A stream in whose text a test can wait for a line. */
function heardStream() {
  const stream = memoryStream();
  const waiting: { readonly wanted: string; readonly heard: () => void }[] = [];
  const tell = (): void => {
    for (const one of waiting) if (stream.text().includes(one.wanted)) one.heard();
  };
  return {
    stream: {
      ...stream,
      write(text: string) {
        stream.write(text);
        tell();
      },
    },
    hear: (wanted: string) =>
      new Promise<void>((heard) => {
        waiting.push({ wanted, heard });
        tell();
      }),
  };
}

test("a watched document is generated again when it, or a file that it names, is saved; a broken one is said", async () => {
  await using folder = await temporaryFolder();
  const at = (name: string): string => join(folder.path, name);
  const item = { $ref: "./item.json" };
  await writeFile(at("api.json"), "{ broken");
  await writeFile(at("item.json"), JSON.stringify({ get: { operationId: "getItem", ...ok } }));
  const { stream, hear } = heardStream();
  const pressed = new AbortController();
  const words = ["scaffold", "api.json", "--watch"];
  const world = await testWorld(
    words,
    { cwd: folder.path, signal: pressed.signal },
    { stdout: memoryStream(), stderr: stream },
  );
  const code = runCommandLine(world);
  await hear("api.json:1:3: the document cannot be parsed");
  await hear("Watching api.json");
  await writeFile(at("api.json"), document({ "/items": item }));
  await hear("1 operations, ");
  expect(await readFile(at("src/types/api.ts"), "utf8")).toContain("getItem: Handler<");
  await writeFile(at("item.json"), JSON.stringify({ get: { operationId: "readItem", ...ok }, put: ok }));
  await hear("2 operations, ");
  expect(await readFile(at("src/types/api.ts"), "utf8")).toContain("readItem: Handler<");
  pressed.abort();
  expect(await code).toBe(130);
});

test("a database is not watched", async () => {
  expect(await runCli(["scaffold", "--from-db", "schema.sql", "--watch"])).toMatchObject({ code: 2 });
});

test("a watch that only checks says how many files differ, and writes none", async () => {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, "api.json"), document({ "/items": { get: ok } }));
  const { stream, hear } = heardStream();
  const pressed = new AbortController();
  const world = await testWorld(
    ["scaffold", "api.json", "--watch", "--check"],
    { cwd: folder.path, signal: pressed.signal },
    { stdout: memoryStream(), stderr: stream },
  );
  const code = runCommandLine(world);
  await hear("Watching api.json");
  expect(stream.text()).toMatch(/^1 operations, (?<all>\d+) of \k<all> files differ$/m);
  await expect(readFile(join(folder.path, "src/app.ts"))).rejects.toMatchObject({ code: "ENOENT" });
  pressed.abort();
  expect(await code).toBe(130);
});
