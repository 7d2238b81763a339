import { access, copyFile, mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DatabaseServer } from "../../src/command/index.ts";
import { createProcesses } from "../../src/edge/system/index.ts";
import { temporaryFolder, testWorld } from "../support/world.ts";
import { PROMISED, type Promised } from "./lines.ts";
import { startTargetApi, type TargetApi } from "./server.ts";

const root = join(import.meta.dirname, "..", "..");
const shared = process.env["BACKWRIGHT_SHARED"] ?? join(root, "..", "shared");

let api: TargetApi;
let server: DatabaseServer;
let url: string;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;

beforeAll(async () => {
  [api, folder] = await Promise.all([startTargetApi(), temporaryFolder("promises")]);
  const world = await testWorld([]);
  server = await world.engines.start();
  url = await server.createDatabase("mydb");
  await prepare();
});

afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await api[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

/** The files that the lines name. */
async function prepare(): Promise<void> {
  await copyFile(join(root, "examples/shop/openapi.yaml"), join(folder.path, "openapi.yaml"));
  await writeFile(join(folder.path, "user.json"), '{"email": "ada@example.com"}');
  await writeFile(join(folder.path, "file.sql"), "CREATE TABLE from_file (id bigint PRIMARY KEY);\n");
  await mkdir(join(folder.path, "migrations"));
  await writeFile(
    join(folder.path, "migrations/20240115_add_indexes.sql"),
    "CREATE TABLE added (id bigint PRIMARY KEY);\n",
  );
}

/** Only hosts, files and databases are replaced; a duration is shortened to a second. */
function concrete(line: string): string {
  return line
    .replaceAll("https://api.example.com", api.origin)
    .replaceAll("http://localhost:3000", api.origin)
    .replaceAll("<endpoint>", `${api.origin}/endpoint`)
    .replaceAll("$DATABASE_URL", url)
    .replaceAll("postgres://localhost/mydb", url)
    .replace(/--duration \d+/, "--duration 1")
    .replace(/^(api-load-tester (?!.*--(duration|requests)).*)$/, "$1 --duration 1");
}

const wordsOf = (line: string): readonly string[] =>
  [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map((found) => found[1] ?? found[2] ?? found[3] ?? "");

async function run(line: string): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  const [bin = "", ...words] = wordsOf(concrete(line));
  const processes = createProcesses({ cwd: folder.path, env: process.env });
  const consent = /--migrate (?!.*--dry-run)|tool migrate$/.test(line) ? ["--yes"] : [];
  return processes.run(processes.node, [join(root, "bin", `${bin}.js`), ...words, ...consent], {
    env: { DATABASE_URL: url },
  });
}

const exists = (path: string): Promise<boolean> =>
  access(join(folder.path, path)).then(
    () => true,
    () => false,
  );

/** What a working line must have done, beyond ending with 0. */
async function check(line: string, stdout: string): Promise<void> {
  if (line.startsWith("api-scaffolder")) {
    expect(stdout).toMatch(/^Generated \d+ route handlers in src\/routes\/\n- [A-Z]+ \//);
    for (const path of ["src/middleware/validators.ts", "src/types/api.ts", "src/app.ts"])
      expect(await exists(path)).toBe(true);
  } else if (line.includes("--analyze")) {
    for (const section of [
      "=== Database Analysis Report ===",
      "MISSING INDEXES (",
      "N+1 QUERY RISKS",
      "SUGGESTED MIGRATIONS:",
    ])
      expect(stdout).toContain(section);
  } else if (line.includes(" create ")) {
    const name = wordsOf(line).at(-1) ?? "";
    const files = await readdir(join(folder.path, "migrations"));
    expect(files.filter((file) => file.includes(name))).toEqual([
      expect.stringMatching(/^\d{8}(_\d{6})?_\w+\.sql$/),
      expect.stringMatching(/_rollback\.sql$/),
    ]);
  } else if (line.startsWith("api-load-tester")) {
    expect(stdout).toMatch(/^=== Load Test Results ===\nTarget: /);
    expect(stdout).toContain("Failed: 0 (0.0%)");
  } else if (line.startsWith("backend-decision-engine")) expect(stdout).toContain("node-express");
}

/** A created migration is empty until somebody writes it. */
const fillsIn = async (line: string): Promise<void> => {
  if (!line.includes("create ")) return;
  for (const file of await readdir(join(folder.path, "migrations"))) {
    const path = join(folder.path, "migrations", file);
    const text = await readFile(path, "utf8");
    if (/_(add_user_table|schema_name)\.sql$/.test(file) && !text.includes("CREATE TABLE")) {
      const table = file.includes("user") ? "users" : "named";
      await writeFile(path, `${text}\nCREATE TABLE ${table} (id bigint PRIMARY KEY);\n`);
    }
  }
};

describe("the 35 promised command lines", () => {
  test.each(PROMISED)("$state: $line", async ({ line, state }: Promised) => {
    const { code, stdout, stderr } = await run(line);
    if (state === "coming") {
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toContain("not built yet");
      return;
    }
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.not.stringMatching(/Error/) });
    await check(line, stdout);
    await fillsIn(line);
  });

  test("are the promised ones, word for word", async (context) => {
    const text = await readFile(join(shared, "commands.txt"), "utf8").catch(() => undefined);
    if (text === undefined) context.skip("the list of promises is not here");
    const lines = (text ?? "").split("\n").filter((line) => line !== "" && !line.startsWith("#"));
    expect(PROMISED.map((promised) => promised.line)).toEqual(lines);
  });

  test("at least 16 work", () => {
    expect(PROMISED.filter((promised) => promised.state === "works").length).toBeGreaterThanOrEqual(16);
  });
});
