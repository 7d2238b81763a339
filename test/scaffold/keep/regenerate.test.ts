import { describe, expect, test } from "vitest";
import { documentAt, judge, newProject, scenarios } from "./scenarios/index.ts";

// All of them: bench/regenerate.ts.
const sample = scenarios.filter((_, index) => index % 5 === 2);

test.each(sample)("edits survive three changes of the document: $name", async (scenario) => {
  expect(await judge(scenario)).toEqual([]);
});

describe("a run over a project", () => {
  test("tells what happened to each operation", async () => {
    using project = newProject();
    project.document(documentAt(0));
    await project.run("scaffold", "openapi.json");
    project.replace("routes/users.ts", "notImplemented(req, res)", "void res.status(200).end()");
    project.document(documentAt(1));
    expect((await project.run("scaffold", "openapi.json")).stdout).toContain(
      "+ POST /users/{id}/avatar (uploadAvatar): new; a stub in src/routes/users.ts answers 501",
    );
    project.document(documentAt(2));
    const { stdout } = await project.run("scaffold", "diff", "openapi.json");
    expect(stdout).toContain(
      "~ GET /users/{userId} (fetchUser): was getUser; its handler in src/routes/users.ts has the new name",
    );
    expect(stdout).toContain('-export const getUser: Handlers["getUser"]');
    expect(stdout).toContain('+export const fetchUser: Handlers["fetchUser"]');
    expect(project.read("routes/users.ts")).toContain("getUser");
    const check = await project.run("scaffold", "openapi.json", "--check");
    expect([check.code, check.stdout.split(":")[0]]).toEqual([1, "The code does not match the document"]);
    await project.run("scaffold", "openapi.json");
    expect((await project.run("scaffold", "diff", "openapi.json")).stdout).toBe("The code matches the document.\n");
  });

  test("what nobody has edited keeps its line ends and its byte order mark", async () => {
    using project = newProject();
    project.document(documentAt(0));
    await project.run("scaffold", "openapi.json");
    const paths = [...project.files().keys()];
    for (const path of paths) project.write(path, `\uFEFF${project.read(path).replaceAll("\n", "\r\n")}`);
    project.document(documentAt(1));
    expect((await project.run("scaffold", "openapi.json", "--json")).stdout).toContain('"update"');
    const marked = paths.filter((path) => /^\uFEFF[^\uFEFF\n]*\r\n/.test(project.read(path)));
    expect(marked).toEqual(paths);
    expect(paths.filter((path) => /[^\r]\n/.test(project.read(path)))).toEqual([]);
    expect((await project.run("scaffold", "openapi.json", "--check")).code).toBe(0);
  });

  test("a file that does not parse is named with its place, and what it lacks comes later", async () => {
    using project = newProject();
    project.document(documentAt(0));
    await project.run("scaffold", "openapi.json");
    project.write("routes/users.ts", `${project.read("routes/users.ts")}\nexport const half = ;\n`);
    const broken = project.read("routes/users.ts");
    project.document(documentAt(1));
    const { stdout } = await project.run("scaffold", "openapi.json");
    expect(stdout).toMatch(/Left alone, because it does not parse: src\/routes\/users\.ts:\d+:21 Unexpected token/);
    expect(project.read("routes/users.ts")).toBe(broken);
    project.replace("routes/users.ts", "export const half = ;\n", "");
    await project.run("scaffold", "openapi.json");
    expect(project.read("routes/users.ts")).toContain('export const uploadAvatar: Handlers["uploadAvatar"]');
  });

  test("a broken manifest stops it before anything is written", async () => {
    using project = newProject();
    project.document(documentAt(0));
    await project.run("scaffold", "openapi.json");
    project.write("../.backwright/manifest.json", "<<<<<<< ours\n");
    project.document(documentAt(1));
    const before = [...project.files()];
    const { code, stderr } = await project.run("scaffold", "openapi.json", "--force");
    expect([code, stderr]).toEqual([4, expect.stringContaining(".backwright/manifest.json cannot be used")]);
    expect([...project.files()]).toEqual(before);
  });

  test("a refusal shows the lines that collide", async () => {
    using project = newProject();
    project.document(documentAt(1));
    await project.run("scaffold", "openapi.json");
    project.replace("routes/index.ts", "getUser: users.getUser,", "getUser: mine(users.getUser),");
    project.document(documentAt(2));
    const { code, stderr } = await project.run("scaffold", "openapi.json");
    expect(code).toBe(4);
    expect(stderr).toContain("-   getUser: mine(users.getUser),\n");
    expect(stderr).toContain("+   fetchUser: users.fetchUser,\n");
  });

  test("one that ends in the middle is finished by the next", async () => {
    using project = newProject();
    using whole = newProject();
    for (const one of [project, whole]) {
      one.document(documentAt(0));
      await one.run("scaffold", "openapi.json");
      one.replace("types/api.ts", "\n\n", "\n// MINE\n\n");
      one.replace("routes/users.ts", "notImplemented(req, res)", "void res.status(200).end()");
      one.document(documentAt(1));
    }
    await whole.run("scaffold", "openapi.json");
    const expected = [...whole.files()].map(([path, { text }]) => [path, text]);
    for (let writes = 1; writes < 8; writes += 2) await project.interrupted(writes);
    await project.run("scaffold", "openapi.json");
    expect([...project.files()].map(([path, { text }]) => [path, text])).toEqual(expected);
  });

  test("takes what is not said from the last run", async () => {
    using project = newProject();
    project.document(documentAt(0));
    await project.run("scaffold", "openapi.json", "--errors", "problem", "--no-formats", "--base-path", "/v7");
    const check = async (...words: readonly string[]) =>
      (await project.run("scaffold", "openapi.json", "--check", ...words)).code;
    expect([await check(), await check("--base-path", "/v8"), await check("--errors", "envelope")]).toEqual([0, 1, 1]);
    expect(project.read("middleware/router.ts")).toContain("/v7");
  });
});
