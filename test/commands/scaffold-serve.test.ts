import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCommandLine } from "../../src/main/index.ts";
import { memoryStream, runCli, temporaryFolder, testWorld } from "../support/world.ts";

const DOCUMENT = {
  openapi: "3.1.0",
  info: { title: "Shop", version: "1" },
  servers: [{ url: "/v1" }],
  paths: {
    "/users": {
      post: {
        operationId: "createUser",
        requestBody: { content: { "application/json": { schema: { type: "object", required: ["name"] } } } },
        responses: {
          // What a hostile document would like to send.
          201: {
            description: "",
            headers: { "X-A\r\nX-B": { required: true, schema: { const: "1" } } },
            content: { "application/json": { example: { id: 1 } } },
          },
        },
      },
    },
  },
};

/** Serves the document and hands over its address; the result comes once Ctrl-C was pressed. */
async function serving(words: readonly string[], use: (url: string) => Promise<void>) {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, "api.json"), JSON.stringify(DOCUMENT));
  const stdout = memoryStream();
  const pressed = new AbortController();
  let stderr = memoryStream();
  const noted = new Promise<string>((resolve) => {
    stderr = { ...stderr, write: (text) => said(text, resolve) };
  });
  const all = ["scaffold", "serve", "api.json", "--port", "0", ...words];
  const world = await testWorld(all, { cwd: folder.path, signal: pressed.signal }, { stdout, stderr });
  const code = runCommandLine(world);
  await use(await noted);
  pressed.abort();
  return { code: await code, stdout: stdout.text() };
}

function said(text: string, listening: (url: string) => void): void {
  const url = /at (http:\S+)/.exec(text)?.[1];
  if (url !== undefined) listening(url);
}

test("a mock answers over HTTP until Ctrl-C and counts what it was asked", async () => {
  const result = await serving(["--json"], async (url) => {
    const send = (body: string, path = "/users") =>
      fetch(`${url}${path}`, { method: "POST", headers: { "content-type": "application/json" }, body });
    const created = await send('{"name":"Ada"}');
    expect([created.status, await created.json(), created.headers.get("x-b")]).toEqual([201, { id: 1 }, null]);
    const refused = await send("{}");
    expect([refused.status, refused.headers.get("mock-problems")]).toEqual([400, "body.name is required"]);
    expect((await send("{}", "/nothing")).status).toBe(404);
    expect((await send("x".repeat(17 * 1024 * 1024))).status).toBe(413);
  });
  expect(result.code).toBe(130);
  expect(JSON.parse(result.stdout)).toMatchObject({
    operations: 1,
    requests: 3,
    answers: [
      { operation: null, status: 404, count: 1 },
      { operation: "createUser", status: 201, count: 1 },
      { operation: "createUser", status: 400, count: 1 },
    ],
  });
});

test("a port that is taken is an error with its next step", async () => {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, "api.json"), JSON.stringify(DOCUMENT));
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
  const address = taken.address();
  const port = String(typeof address === "object" ? address?.port : address);
  const result = await runCli(["scaffold", "serve", "api.json", "--port", port], { cwd: folder.path });
  taken.close();
  expect(result).toMatchObject({ code: 3, stdout: "" });
  expect(result.stderr).toContain(`Cannot listen at 127.0.0.1:${port}: another program listens there.`);
});
