import { execFileSync } from "node:child_process";
import { chmod, lstat, mkdir, readFile, readdir, stat, symlink, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { createFiles } from "../../../src/edge/system/index.ts";
import { temporaryFolder } from "../../support/world.ts";

describe("files", () => {
  test("writing makes folders and leaves nothing but the file", async () => {
    await using folder = await temporaryFolder();
    const files = createFiles(folder.path, {});
    await files.writeText("a/b/c.txt", "one");
    await files.writeText("a/b/c.txt", "two");
    expect(await readFile(join(folder.path, "a/b/c.txt"), "utf8")).toBe("two");
    expect(await readdir(join(folder.path, "a/b"))).toEqual(["c.txt"]);
  });

  test("creating refuses to replace, also when many try at once", async () => {
    await using folder = await temporaryFolder();
    const files = createFiles(folder.path, {});
    const won = await Promise.all(Array.from({ length: 8 }, (_, index) => files.createText("x.txt", `text ${index}`)));
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(await files.readText("x.txt")).toBe(`text ${won.indexOf(true)}`);
    expect(await files.list(".")).toEqual(["x.txt"]);
  });

  test("a failed write leaves the old text and no neighbour", async () => {
    await using folder = await temporaryFolder();
    const files = createFiles(folder.path, {});
    await mkdir(join(folder.path, "taken"));
    await expect(files.writeText("taken", "x")).rejects.toMatchObject({ code: "file-unwritable", exitCode: 3 });
    expect(await files.list(".")).toEqual(["taken"]);
  });

  test("what is missing and what is a folder are told apart", async () => {
    await using folder = await temporaryFolder();
    const files = createFiles(folder.path, {});
    await expect(files.readText("no.txt")).rejects.toMatchObject({
      code: "file-missing",
      message: "There is no file or folder no.txt.",
    });
    await expect(files.readText(".")).rejects.toMatchObject({ code: "file-unreadable" });
    expect(await files.facts("no.txt")).toBeUndefined();
    expect(await files.list("no")).toEqual([]);
  });

  test.skipIf(process.platform === "win32")("a device that never ends is not read", async () => {
    await using folder = await temporaryFolder();
    await symlink("/dev/zero", join(folder.path, "zero.yaml"));
    const files = createFiles(folder.path, {});
    await expect(files.readText("zero.yaml")).rejects.toMatchObject({ code: "file-unreadable", exitCode: 3 });
  });

  test("facts, copies and removal", async () => {
    await using folder = await temporaryFolder();
    const files = createFiles(folder.path, {});
    await writeFile(join(folder.path, "run.sh"), "echo");
    await chmod(join(folder.path, "run.sh"), 0o755);
    await files.copy("run.sh", "deep/er/run.sh");
    expect(await files.facts("deep")).toMatchObject({ kind: "folder" });
    expect((await stat(join(folder.path, "deep/er/run.sh"))).mode & 0o111).not.toBe(0);
    await files.remove("deep");
    expect(await files.facts("deep")).toBeUndefined();
  });

  test("a temporary folder goes with its owner", async () => {
    const files = createFiles(".", {});
    let path = "";
    {
      await using folder = await files.temporaryFolder("backwright-test");
      path = folder.path;
      await writeFile(join(path, "x"), "y");
    }
    expect(await files.facts(path)).toBeUndefined();
  });

  test.each([
    ["taken/x", "a part of its path is a file"],
    ["taken/deep/x", "a part of its path is a file"],
    ["n".repeat(300), "the name is too long"],
  ])("writing %s says why it cannot", async (path, reason) => {
    await using folder = await temporaryFolder();
    const files = createFiles(folder.path, {});
    await writeFile(join(folder.path, "taken"), "");
    const failure = { code: "file-unwritable", exitCode: 3, message: `${path} cannot be written: ${reason}.` };
    await expect(files.writeText(path, "x")).rejects.toMatchObject(failure);
    await expect(files.createText(path, "x")).rejects.toMatchObject(failure);
    expect(await files.list(".")).toEqual(["taken"]);
  });

  test("looking at what cannot be looked at is a failure with words", async () => {
    await using folder = await temporaryFolder();
    const files = createFiles(folder.path, {});
    const failure = { code: "file-unreadable", message: expect.stringContaining("the name is too long") };
    await expect(files.facts("n".repeat(300))).rejects.toMatchObject(failure);
    await expect(files.list("n".repeat(300))).rejects.toMatchObject(failure);
    await expect(files.readText("n".repeat(300))).rejects.toMatchObject(failure);
  });

  test.skipIf(process.platform === "win32")("a link stays a link, and a file keeps its mode", async () => {
    await using folder = await temporaryFolder();
    const files = createFiles(folder.path, {});
    await writeFile(join(folder.path, "real.txt"), "old");
    await chmod(join(folder.path, "real.txt"), 0o640);
    await symlink("real.txt", join(folder.path, "link.txt"));
    await files.writeText("link.txt", "new");
    expect((await lstat(join(folder.path, "link.txt"))).isSymbolicLink()).toBe(true);
    expect(await files.readText("real.txt")).toBe("new");
    expect((await stat(join(folder.path, "real.txt"))).mode & 0o777).toBe(0o640);
  });

  test.skipIf(process.platform === "win32")("a pipe is written into, never replaced", async () => {
    await using folder = await temporaryFolder();
    const files = createFiles(folder.path, {});
    execFileSync("mkfifo", [join(folder.path, "pipe")]);
    const [text] = await Promise.all([readFile(join(folder.path, "pipe"), "utf8"), files.writeText("pipe", "news")]);
    expect(text).toBe("news");
    expect(await files.facts("pipe")).toMatchObject({ kind: "other" });
  });

  test.skipIf(process.platform !== "linux")(
    "a file system that makes no folders is a failure, not a wait",
    async () => {
      const files = createFiles("/", {});
      for (const path of ["/proc/none/x", "/proc/none/deep/x"])
        await expect(files.writeText(path, "x")).rejects.toMatchObject({ code: "file-unwritable" });
      await expect(files.makeFolder("/proc/none/deep")).rejects.toMatchObject({ code: "file-unwritable" });
    },
  );
});

describe("the cache folder", () => {
  test.each([
    [{ BACKWRIGHT_CACHE: "/a", XDG_CACHE_HOME: "/b" }, resolve("/a/backwright")],
    [{ BACKWRIGHT_CACHE: "", XDG_CACHE_HOME: "/b" }, resolve("/b/backwright")],
    [{ BACKWRIGHT_CACHE: "a" }, resolve("a/backwright")],
  ])("%j", (env, path) => {
    expect(createFiles("/", env).cacheFolder()).toBe(path);
  });
});
