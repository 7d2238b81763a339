import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { errors } from "../../src/kit/index.ts";
import { printFailure } from "../../src/main/print.ts";
import { memoryStream, runCli, temporaryFolder } from "../support/world.ts";

function failing(failure: unknown, { json = false, env = {}, signal = new AbortController().signal } = {}) {
  const streams = { stdout: memoryStream(), stderr: memoryStream() };
  const code = printFailure({ ...streams, env, signal }, failure, json);
  return { code, stdout: streams.stdout.text(), stderr: streams.stderr.text() };
}

describe("a failure", () => {
  test("is its message and the next keystroke on stderr", () => {
    expect(failing(errors.file.missing({ path: "a\u001b[31m" }))).toEqual({
      code: 3,
      stdout: "",
      stderr:
        "Error There is no file or folder a\\u001b[31m.\nCheck the path; relative paths start at the working directory.\n",
    });
  });

  test.each([[new Error("odd")], ["odd"]])("that nobody expected is a bug: %s", (failure) => {
    const { code, stdout, stderr } = failing(failure, { json: true });
    expect({ code, stderr }).toEqual({ code: 70, stderr: "" });
    expect(JSON.parse(stdout).error).toMatchObject({ code: "bug", message: "This is a bug in Backwright: odd" });
  });

  test("behind an interruption is the interruption", () => {
    expect(failing(new Error("socket closed"), { signal: AbortSignal.abort() })).toMatchObject({ code: 130 });
  });

  test("shows its stack only when asked", () => {
    expect(failing(new Error("odd")).stderr).not.toContain("print.test.ts");
    expect(failing(new Error("odd"), { env: { BACKWRIGHT_DEBUG: "1" } }).stderr).toContain("print.test.ts");
  });
});

describe("--save", () => {
  test("writes the report and shows the text", async () => {
    await using folder = await temporaryFolder();
    const result = await runCli(["decide", "--sample", "--format", "markdown", "--save", "deep/r.md"], {
      cwd: folder.path,
    });
    expect(result).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Recommendation/) });
    expect(result.stderr).toContain("Saved deep/r.md");
    expect(await readFile(join(folder.path, "deep/r.md"), "utf8")).toMatch(/^#/);
  });

  test("that fails leaves the text on the screen, but one document of JSON", async () => {
    await using folder = await temporaryFolder();
    await mkdir(join(folder.path, "taken"));
    const words = ["decide", "--sample", "--save", "taken"];
    const text = await runCli(words, { cwd: folder.path });
    expect(text).toMatchObject({ code: 3, stdout: expect.stringMatching(/^Recommendation/) });
    expect(text.stderr).toContain("taken cannot be written: it is a folder.");
    const json = await runCli([...words, "--json"], { cwd: folder.path });
    expect(JSON.parse(json.stdout)).toMatchObject({ error: { code: "file-unwritable", exitCode: 3 } });
  });
});
