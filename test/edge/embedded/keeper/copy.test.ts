import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { copyTree } from "../../../../src/edge/embedded/keeper/copy.ts";

const root = mkdtempSync(join(tmpdir(), "copy-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

test.skipIf(process.platform === "win32")("a tree is copied with its folders, links and modes", () => {
  const [from, to] = [join(root, "from"), join(root, "to")];
  mkdirSync(join(from, "inner", "empty"), { recursive: true });
  writeFileSync(join(from, "inner", "file"), "text", { mode: 0o640 });
  symlinkSync("inner/file", join(from, "link"));
  mkdirSync(to);
  copyTree(from, to, undefined);
  expect(readFileSync(join(to, "inner", "file"), "utf8")).toBe("text");
  expect(lstatSync(join(to, "inner", "file")).mode & 0o777).toBe(0o640);
  expect(lstatSync(join(to, "inner", "empty")).isDirectory()).toBe(true);
  expect(readlinkSync(join(to, "link"))).toBe("inner/file");
});
