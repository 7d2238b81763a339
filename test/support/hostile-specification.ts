// Hostile documents through the real command, in a folder each, and what has to be true afterwards.
import { execFile } from "node:child_process";
import { mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join, posix } from "node:path";
import type { FrameworkName } from "../../src/scaffold/options.ts";
import { MARKER, SECRET, type HostileCase } from "../live/hostile-cases.ts";

const root = join(import.meta.dirname, "..", "..");
const RAW_CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
/** No document takes longer to be scaffolded, or refused: time of the processor, since other work may be in the way. */
const LONGEST_CPU_MS = 10_000;

export interface Ended {
  readonly code: number | null;
  readonly said: string;
  /** Of the processor; undefined where the command does not tell. */
  readonly cpuMs?: number;
}

/** Ends by itself within a minute (or what is given), or has no exit code. */
export function run(words: readonly string[], cwd: string, timeout = 60_000): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, words, { cwd, timeout, maxBuffer: 1 << 28 }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode, said: stdout + stderr }),
    );
  });
}

/** A document, and the framework that it is scaffolded for. */
export interface HostileRun {
  readonly hostile: HostileCase;
  readonly framework: FrameworkName;
  /** Its folder below that of all. */
  readonly home: string;
}

/** A folder in which every run has one of its own, with what the generated code needs to compile. */
export async function hostileGround(folder: string): Promise<void> {
  await writeFile(join(folder, "package.json"), '{"type":"module"}');
  await symlink(join(root, "node_modules"), join(folder, "node_modules"), "junction");
}

// Whoever opens a connection or asks for an address says so: the command has no reason to.
const SILENCE = `import net from "node:net"; import dns from "node:dns";
  const told = (what) => { process.stderr.write("\\nNETWORK " + what + "\\n"); throw new Error("no network"); };
  net.Socket.prototype.connect = () => told("connect"); dns.lookup = () => told("lookup"); globalThis.fetch = () => told("fetch");
  process.on("exit", () => { const { user, system } = process.cpuUsage();
    process.stderr.write("\\nCPU " + Math.round((user + system) / 1000) + "\\n"); });`;

export async function scaffoldHostile(folder: string, { hostile, framework, home }: HostileRun): Promise<Ended> {
  const spec = join(folder, home, "spec");
  await mkdir(spec, { recursive: true });
  for (const [path, text] of Object.entries(hostile.beside ?? {})) await writeFile(join(spec, path), text);
  for (const [path, target] of Object.entries(hostile.links ?? {})) await symlink(target, join(spec, path));
  const file = hostile.file ?? "api.json";
  await writeFile(join(spec, file), hostile.text);
  const silence = ["--import", `data:text/javascript,${encodeURIComponent(SILENCE)}`];
  const words = ["scaffold", file, "--framework", framework, "--out", "../out/routes/", ...(hostile.words ?? [])];
  const ended = await run([...silence, join(root, "bin/backwright.js"), ...words], spec, 300_000);
  const [told = "", cpuMs = "Infinity"] = /\nCPU (\d+)\n/.exec(ended.said) ?? [];
  return { ...ended, said: ended.said.replace(told, ""), cpuMs: Number(cpuMs) };
}

const filesIn = async (path: string): Promise<readonly string[]> =>
  (await readdir(path, { recursive: true, withFileTypes: true }))
    .filter((entry) => !entry.isDirectory())
    .map((entry) => posix.join(entry.parentPath.replaceAll("\\", "/"), entry.name));

/** As a file system compares names that looks neither at case nor at how a letter is composed. */
const folded = (path: string): string => path.normalize("NFKC").toUpperCase().toLowerCase();

/** What a run did that no document may make it do, in words; nothing where it kept to itself. */
export async function misdeeds(folder: string, one: HostileRun, ended: Ended): Promise<readonly string[]> {
  const { hostile, home } = one;
  const { code, said, cpuMs = 0 } = ended;
  const place = join(folder, home).replaceAll("\\", "/");
  const written = await filesIn(place);
  const given = new Set(
    ["api.json", hostile.file ?? "", ...Object.keys({ ...hostile.beside, ...hostile.links })].map((path) =>
      posix.join("spec", path),
    ),
  );
  const made = written.map((path) => posix.relative(place, path));
  const outside = made.filter((path) => !given.has(path) && !/^(?:out|spec\/\.backwright)\//.test(path));
  const odd = made.filter(
    (path) => /(?:^|\/)(?:con|nul|aux|com1)\.ts$/i.test(path) || !/^[\p{L}\p{M}\p{N}_./-]+$/u.test(path),
  );
  const texts = await Promise.all(
    written.filter((path) => path.includes("/out/")).map((path) => readFile(path, "utf8")),
  );
  const wrong: readonly (readonly [string, boolean])[] = [
    [`ended with ${String(code)} instead of ${hostile.code}: ${said.slice(0, 1_500)}`, code !== hostile.code],
    [`it took ${cpuMs} ms`, cpuMs > LONGEST_CPU_MS],
    ["a control reaches the terminal", RAW_CONTROL.test(said)],
    ["a line of the report is the document's", /^(?:Created TypeScript types: forged|Error you)/m.test(said)],
    ["the network was asked", /^NETWORK /m.test(said)],
    ["a file was read that it must not read", [said, ...texts].some((text) => text.includes(SECRET))],
    [`files outside: ${outside.join(", ")}`, outside.length > 0],
    [`odd names of files: ${odd.join(", ")}`, odd.length > 0],
    ["two files are one where case does not count", new Set(made.map(folded)).size < made.length],
    ["a refused document left code", hostile.code === 2 && made.some((path) => path.startsWith("out/"))],
  ];
  return wrong.filter(([, isSo]) => isSo).map(([what]) => what);
}

/** What the compiler says of the code of several runs, and the applications that it made when they are booted and asked. */
export async function misdeedsOfCode(folder: string, runs: readonly HostileRun[]): Promise<readonly string[]> {
  const usable = runs.filter(({ hostile }) => hostile.code !== 2);
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(settings(usable)));
  const compiler = await run([join(root, "node_modules/typescript/bin/tsc"), "-p", "."], folder, 300_000);
  if (compiler.said !== "") return [compiler.said.slice(0, 6_000)];
  const guest = ["--import", "tsx", join(root, "test/live/hostile-guest.ts"), MARKER, folder];
  const booted = await run([...guest, ...usable.map(({ home }) => home)], root, 600_000);
  return booted.code === 0 && booted.said === "" ? [] : [`${String(booted.code)} ${booted.said.slice(0, 6_000)}`];
}

const settings = (usable: readonly HostileRun[]): object => ({
  compilerOptions: {
    target: "es2023",
    module: "nodenext",
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    types: ["node"],
    allowJs: true,
    rootDir: ".",
    outDir: "dist",
  },
  include: usable.flatMap(({ home }) => [`${home}/out/**/*.ts`, `${home}/out/**/*.js`]),
});
