import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { parseSync } from "oxc-parser";
import { z } from "zod";
import { lineOf } from "./syntax.ts";

/** A file to be compiled, and where its code really stands. */
export interface CompiledFile {
  /** Below the temporary folder. */
  readonly path: string;
  readonly text: string;
  /** Lines above the code that the code's author did not write. */
  readonly headLines: number;
  /** Where the code begins: a file of the repository and its line. */
  readonly origin: { readonly path: string; readonly line: number };
}

export interface Problem {
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

/** A folder of modules that one run of the compiler checks; it is deleted at the end. */
export interface Compilation extends AsyncDisposable {
  /** From the folder to the repository's root. */
  readonly toRoot: string;
  /** The problems of these files; what other files are accused of is somebody else's test. */
  check(files: readonly CompiledFile[]): Promise<readonly Problem[]>;
}

export async function openCompilation(root: string): Promise<Compilation> {
  await mkdir(join(root, ".backwright-cache"), { recursive: true });
  const folder = await mkdtemp(join(root, ".backwright-cache", "examples-"));
  return {
    toRoot: relative(folder, root).replaceAll("\\", "/"),
    check: async (files) => {
      const problems = files.flatMap(syntaxProblems);
      const parsed = files.filter((file) => syntaxProblems(file).length === 0);
      return [...problems, ...(await check(root, folder, parsed))];
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

/** A file that does not parse keeps the compiler from looking at the types of all others: it is told apart. */
function syntaxProblems(file: CompiledFile): readonly Problem[] {
  return parseSync(file.path, file.text, { lang: "ts", sourceType: "module" }).errors.map(({ message, labels }) => ({
    path: file.origin.path,
    line: lineIn(file, lineOf(file.text, labels[0]?.start ?? 0)),
    message: `does not parse: ${message}`,
  }));
}

async function check(root: string, folder: string, files: readonly CompiledFile[]): Promise<readonly Problem[]> {
  for (const { path, text } of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(await settingsOf(root, folder, files), null, 2));
  const printed = await runCompiler(root, folder);
  const byPath = new Map(files.map((file) => [resolve(folder, file.path), file]));
  return diagnosticsOf(printed).flatMap(({ path, line, message }) => {
    const file = byPath.get(resolve(folder, path));
    return file === undefined ? [] : [{ path: file.origin.path, line: lineIn(file, line), message }];
  });
}

const lineIn = ({ headLines, origin }: CompiledFile, line: number): number =>
  origin.line + Math.max(0, line - headLines - 1);

/** The options of the repository, without those that a reader's project need not have. */
async function settingsOf(root: string, folder: string, files: readonly CompiledFile[]): Promise<unknown> {
  const up = relative(folder, root).replaceAll("\\", "/");
  return {
    extends: `${up}/tsconfig.json`,
    compilerOptions: {
      rootDir: up,
      noEmit: true,
      noUnusedLocals: false,
      noUncheckedIndexedAccess: false,
      verbatimModuleSyntax: false,
      paths: Object.fromEntries((await doorsOf(root)).map(([name, source]) => [name, [`${up}/${source}`]])),
    },
    files: files.map(({ path }) => path),
    include: [],
  };
}

const manifest = z.object({
  name: z.string(),
  exports: z.record(z.string(), z.union([z.string(), z.object({ types: z.string() })])),
});

/** The package's own names, as a reader imports them, and the sources behind them. */
export async function doorsOf(root: string): Promise<readonly (readonly [string, string])[]> {
  const { name, exports } = manifest.parse(JSON.parse(await readFile(join(root, "package.json"), "utf8")));
  return Object.entries(exports).flatMap(([subpath, target]) => {
    if (typeof target === "string") return [];
    const source = target.types.replace(/^\.\/dist\//, "src/").replace(/\.d\.ts$/, ".ts");
    return [[`${name}${subpath.slice(1)}`, source] as const];
  });
}

/** What the compiler prints; it ends with a code above 0 when it finds something. */
function runCompiler(root: string, folder: string): Promise<string> {
  const program = join(root, "node_modules", "typescript", "bin", "tsc");
  return new Promise((done) => {
    execFile(
      process.execPath,
      [program, "--noEmit", "--pretty", "false", "-p", folder],
      { cwd: folder, maxBuffer: 64 * 1024 * 1024 },
      (_error, stdout, stderr) => done(`${stdout}${stderr}`),
    );
  });
}

const DIAGNOSTIC = /^(.+?)\((\d+),\d+\): error (TS\d+: .*)$/;

function diagnosticsOf(printed: string): readonly Problem[] {
  const problems: Problem[] = [];
  for (const line of printed.split(/\r?\n/)) {
    const [, path, row, message] = DIAGNOSTIC.exec(line) ?? [];
    const last = problems.at(-1);
    if (path !== undefined && row !== undefined && message !== undefined)
      problems.push({ path, line: Number(row), message });
    else if (line.startsWith("error TS")) throw new Error(line);
    else if (line.startsWith("  ") && last !== undefined)
      problems[problems.length - 1] = { ...last, message: `${last.message}\n${line}` };
  }
  return problems;
}
