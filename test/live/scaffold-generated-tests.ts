// The test files that a scaffolded project has of its own, run by Node.
import { execFile } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Project } from "./scaffold-project.ts";

export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly todo: number;
  readonly said: string;
}

/** Runs the compiled tests of a project, or one file of them, in one process. */
export async function generatedTests({ folder }: Project, only?: string): Promise<TestCounts> {
  const tests = join(folder, "dist/test");
  const files = (await readdir(tests)).filter((name) => name.endsWith(".test.js") && (only ?? name) === name);
  const all = join(tests, "all.js");
  await writeFile(all, files.map((name) => `import "./${name}";\n`).join(""));
  const said = await new Promise<string>((done) => {
    execFile(process.execPath, ["--test-reporter=tap", all], { cwd: folder, maxBuffer: 16 << 20 }, (_failure, stdout) =>
      done(stdout),
    );
  });
  const count = (name: string): number => Number(new RegExp(`^# ${name} (\\d+)$`, "m").exec(said)?.[1] ?? Number.NaN);
  return { passed: count("pass"), failed: count("fail"), todo: count("todo"), said };
}

/** Runs one file of them while a handler of the project is another one. */
export async function testsWithHandler(
  project: Project,
  { file, from, to }: { readonly file: string; readonly from: RegExp; readonly to: string },
): Promise<TestCounts> {
  const path = join(project.folder, `dist/routes/${file}.js`);
  const text = await readFile(path, "utf8");
  await writeFile(path, text.replace(from, to));
  try {
    return await generatedTests(project, `${file}.test.js`);
  } finally {
    await writeFile(path, text);
  }
}
