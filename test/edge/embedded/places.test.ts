import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isReachable, makeOpenFolder, sharedCache, temporaryRoot } from "../../../src/edge/embedded/places.ts";

const somebody = { uid: 54_321, gid: 54_321 };
let root = "";
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "places-"));
  await chmod(root, 0o755);
  await mkdir(join(root, "closed", "inner"), { recursive: true });
  await chmod(join(root, "closed"), 0o700);
});
afterAll(() => rm(root, { recursive: true, force: true }));

const isUnix = process.platform !== "win32";

test.runIf(isUnix)("a folder below a closed one cannot be reached by another user", async () => {
  expect(await isReachable(join(root, "open", "new"), somebody)).toBe(true);
  expect(await isReachable(join(root, "closed", "inner"), somebody)).toBe(false);
  expect(await isReachable(join(root, "closed", "inner"), undefined)).toBe(true);
});

test.runIf(isUnix)(
  "the cache moves only when the server's user cannot reach it, or when it cannot be made",
  async () => {
    const closed = join(root, "closed", "cache");
    expect(await sharedCache(join(root, "cache"), somebody)).toBe(join(root, "cache"));
    expect(await sharedCache(closed, somebody)).not.toBe(closed);
    expect(await sharedCache(closed, undefined)).toBe(closed);
    await writeFile(join(root, "file"), "");
    expect(await sharedCache(join(root, "file", "cache"), undefined)).toMatch(/backwright-cache-/);
  },
);

test.runIf(isUnix)("a folder for others is open whatever the umask says", async () => {
  const before = process.umask(0o077);
  try {
    await makeOpenFolder(join(root, "a", "b"));
  } finally {
    process.umask(before);
  }
  for (const path of ["a", "a/b"]) expect((await stat(join(root, path))).mode & 0o777).toBe(0o755);
});

test.runIf(isUnix)("TMPDIR is obeyed, and /dev/shm is only for those who do not set it", async () => {
  expect(await temporaryRoot({ TMPDIR: tmpdir() }, undefined)).toBe(tmpdir());
  expect(["/dev/shm", tmpdir(), "/tmp"]).toContain(await temporaryRoot({}, undefined));
});
