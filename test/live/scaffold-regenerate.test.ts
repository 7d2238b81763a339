import { execFile } from "node:child_process";
import { symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { documentAt, newProject } from "../scaffold/keep/scenarios/index.ts";
import { implement } from "../scaffold/keep/scenarios/scenario.ts";

const ROOT = join(import.meta.dirname, "../..");
const OPTIONS = {
  target: "es2023",
  module: "nodenext",
  types: ["node"],
  strict: true,
  noEmit: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: true,
};

test("after three changes of the document the compiler names nothing but the handler whose operation is gone", async () => {
  using project = newProject();
  await symlink(join(ROOT, "node_modules"), join(project.root, "node_modules"), "junction");
  await writeFile(join(project.root, "package.json"), '{ "type": "module" }');
  await writeFile(join(project.root, "tsconfig.json"), JSON.stringify({ compilerOptions: OPTIONS, include: ["src"] }));
  project.document(documentAt(0));
  await project.run("scaffold", "openapi.json");
  implement(project, "routes/users.ts", "getUser", 'res.status(200).json({ id: req.params.id, name: "Ada" });');
  implement(
    project,
    "routes/users.ts",
    "updateUser",
    "return getUser(req as never, res as never, undefined as never);",
  );
  implement(project, "routes/users.ts", "deleteUser", "res.status(204).end();");
  for (const step of [1, 2, 3]) {
    project.document(documentAt(step));
    expect((await project.run("scaffold", "openapi.json")).code).toBe(0);
  }
  const compiler = join(ROOT, "node_modules/typescript/bin/tsc");
  const said = await promisify(execFile)(process.execPath, [compiler, "-p", project.root], { cwd: project.root }).then(
    () => "",
    (failure: { stdout: string }) => failure.stdout,
  );
  const lines = said.split("\n").filter((line) => line.startsWith("src/"));
  const users = project.read("routes/users.ts").split("\n");
  const at = users.findIndex((line) => line.startsWith("export const deleteUser")) + 1;
  expect(users[at - 3]).toContain("DELETE /users/{userId} is no longer in the document");
  // The path's parameter has another name now: the compiler says so where it is read.
  const read = users.findIndex((line) => line.includes("req.params.id")) + 1;
  expect(new Set(lines.map((line) => line.split(",")[0]))).toEqual(
    new Set([`src/routes/users.ts(${at}`, `src/routes/users.ts(${read}`]),
  );
});
