import { execFile } from "node:child_process";
import { mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join, posix } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { temporaryFolder } from "../support/world.ts";
import { hostileCases, MARKER, SECRET, type HostileCase } from "./hostile-cases.ts";

const root = join(import.meta.dirname, "..", "..");
const RAW_CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

interface Ended {
  readonly code: number | null;
  readonly said: string;
}

/** Ends by itself within ten seconds (or what is given), or has no exit code. */
function run(words: readonly string[], cwd: string, timeout = 10_000): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, words, { cwd, timeout, maxBuffer: 1 << 28 }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode, said: stdout + stderr }),
    );
  });
}

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
const ended = new Map<string, Ended>();
const numbers = new Map(hostileCases.map(({ name }, index) => [name, `case${index}`]));
const home = (name: string): string => join(folder.path, numbers.get(name) ?? "");

async function scaffold(hostile: HostileCase): Promise<void> {
  const spec = join(home(hostile.name), "spec");
  await mkdir(spec, { recursive: true });
  for (const [path, text] of Object.entries(hostile.beside ?? {})) await writeFile(join(spec, path), text);
  const file = hostile.file ?? "api.json";
  await writeFile(join(spec, file), hostile.text);
  const words = [join(root, "bin/backwright.js"), "scaffold", file, "--out", "../out/routes/"];
  ended.set(hostile.name, await run(words, spec));
}

const filesIn = async (path: string): Promise<readonly string[]> =>
  (await readdir(path, { recursive: true, withFileTypes: true }))
    .filter((entry) => !entry.isDirectory())
    .map((entry) => posix.join(entry.parentPath.replaceAll("\\", "/"), entry.name));

beforeAll(async () => {
  folder = await temporaryFolder("hostile");
  await writeFile(join(folder.path, "package.json"), '{"type":"module"}');
  await symlink(join(root, "node_modules"), join(folder.path, "node_modules"), "junction");
  const waiting = [...hostileCases];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await scaffold(next);
  };
  await Promise.all([worker(), worker()]);
}, 300_000);

afterAll(() => folder[Symbol.asyncDispose]());

describe("scaffolding a hostile specification", () => {
  test.each(hostileCases)("$name", async ({ name, code, file, beside }) => {
    const { code: exit, said } = ended.get(name) ?? { code: null, said: "" };
    expect({ exit, said: exit === code ? "" : said.slice(0, 2_000) }).toEqual({ exit: code, said: "" });
    expect(said).not.toMatch(RAW_CONTROL);
    expect(said).not.toContain(SECRET);
    expect(said).not.toMatch(/^(?:Created TypeScript types: forged|Error you)/m);

    const written = await filesIn(home(name));
    const given = new Set(
      ["api.json", ...Object.keys(beside ?? {}), file ?? ""].map((path) => posix.join("spec", path)),
    );
    const made = written.map((path) => posix.relative(home(name).replaceAll("\\", "/"), path));
    const strange = made.filter((path) => !given.has(path) && !/^(?:out|spec\/\.backwright)\//.test(path));
    expect(strange).toEqual([]);
    expect(made.filter((path) => /(?:^|\/)(?:con|nul|aux|com1)\.ts$/i.test(path) || !/^[\w./-]+$/.test(path))).toEqual(
      [],
    );
    expect(new Set(made.map((path) => path.toLowerCase())).size).toBe(made.length);
    const texts = await Promise.all(
      written.filter((path) => path.includes("/out/")).map((path) => readFile(path, "utf8")),
    );
    expect(texts.filter((text) => text.includes(SECRET))).toEqual([]);
    if (code === 2) expect(made.filter((path) => path.startsWith("out/"))).toEqual([]);
  });
});

describe("what was generated from them", () => {
  test("type-checks, boots, executes nothing of the documents, and takes hostile requests", async () => {
    const usable = hostileCases.filter(({ code }) => code !== 2).map(({ name }) => numbers.get(name) ?? "");
    await writeFile(join(folder.path, "tsconfig.json"), JSON.stringify(settings(usable)));
    const compiler = await run([join(root, "node_modules/typescript/bin/tsc"), "-p", "."], folder.path, 60_000);
    expect(compiler.said.slice(0, 4_000)).toBe("");
    const guest = ["--import", "tsx", join(import.meta.dirname, "hostile-guest.ts"), MARKER, folder.path, ...usable];
    const booted = await run(guest, root, 60_000);
    expect(booted.said.slice(0, 4_000)).toBe("");
    expect(booted.code).toBe(0);
  }, 150_000);
});

const settings = (usable: readonly string[]): object => ({
  compilerOptions: {
    target: "es2023",
    module: "nodenext",
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    types: ["node"],
    rootDir: ".",
    outDir: "dist",
  },
  include: usable.map((name) => `${name}/out/**/*.ts`),
});
