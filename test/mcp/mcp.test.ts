import { join } from "node:path";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { registry } from "../../src/commands/index.ts";
import { temporaryFolder } from "../support/world.ts";

const root = join(import.meta.dirname, "..", "..");
const surfaces = new Set(["mcp", "completion", "demo", "db watch", "scaffold serve", "tune"]);

describe("backwright mcp", () => {
  const client = new Client({ name: "test", version: "1.0.0" });
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;

  beforeAll(async () => {
    folder = await temporaryFolder();
    const transport = new StdioClientTransport({
      command: process.execPath,
      args: [join(root, "bin/backwright.js"), "mcp"],
      cwd: folder.path,
    });
    await client.connect(transport);
  });

  afterAll(async () => {
    await client.close();
    await folder[Symbol.asyncDispose]();
  });

  test("lists every command but the surfaces, with schemas of input and output", async () => {
    const { tools } = await client.listTools();
    const expected = registry.map((entry) => entry.name).filter((name) => !surfaces.has(name));
    expect(tools.map((tool) => tool.name).sort()).toEqual(expected.map((name) => name.replaceAll(/[ -]/g, "_")).sort());
    for (const tool of tools) {
      expect(tool.inputSchema).toMatchObject({ type: "object" });
      expect(tool.outputSchema).toMatchObject({ type: "object" });
      expect(tool.description).not.toBe("");
    }
  });

  test("marks what only reads", async () => {
    const { tools } = await client.listTools();
    const readOnly = (name: string): boolean | undefined =>
      tools.find((tool) => tool.name === name)?.annotations?.readOnlyHint;
    expect({ decide: readOnly("decide"), status: readOnly("db_status") }).toEqual({ decide: true, status: true });
    expect({ migrate: readOnly("db_migrate"), load: readOnly("load") }).toEqual({ migrate: false, load: false });
  });

  test("answers with data by the output schema and with words", async () => {
    const answer = await client.callTool({
      name: "decide",
      arguments: {
        teamSize: 8,
        qpsP99: 50,
        readWriteRatio: 20,
        tenancy: "shared-multi-tenant",
        dataSensitivity: ["pii"],
        pattern: "modular-monolith",
        languagePreference: "typescript",
      },
    });
    expect(answer.isError).toBeFalsy();
    expect(JSON.stringify(answer.structuredContent)).toContain("node-express");
    expect(JSON.stringify(answer.content)).toContain("node-express");
  });

  test("a bad argument names the field, with a code and a hint", async () => {
    const answer = await client.callTool({
      name: "load",
      arguments: { url: "http://127.0.0.1:9/", concurrency: "many" },
    });
    expect(answer.isError).toBe(true);
    expect(JSON.stringify(answer.content)).toContain("--concurrency");
  });

  test("an argument that is none is refused, with the nearest", async () => {
    const answer = await client.callTool({ name: "decide", arguments: { sampel: true } });
    expect(answer.isError).toBe(true);
    expect(JSON.stringify(answer.content)).toContain("Did you mean sample?");
  });

  test("writing without consent is refused, and nothing is written", async () => {
    const answer = await client.callTool({
      name: "db_migrate",
      arguments: { connection: "postgres://127.0.0.1:1/none" },
    });
    expect(answer.isError).toBe(true);
  });
});
