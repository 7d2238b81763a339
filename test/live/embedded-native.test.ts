import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { prepareNative } from "../../src/edge/embedded/native.ts";
import { nativeFolders } from "../../src/edge/embedded/package.ts";
import { programFile } from "../../src/edge/embedded/programs.ts";

const [native] = nativeFolders("/nowhere");
const isRoot = process.geteuid?.() === 0;
const owner = isRoot ? { uid: 65_534, gid: 65_534 } : undefined;

describe.skipIf(native === undefined || process.platform === "win32")("binaries as npm leaves them", () => {
  const folder = mkdtempSync(join(tmpdir(), "native-"));
  const cache = join(folder, "cache");
  const closed = join(folder, "closed", "native");
  beforeAll(() => {
    chmodSync(folder, 0o711);
    mkdirSync(join(folder, "closed"));
    if (native !== undefined) cpSync(native, closed, { recursive: true });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("run without an install script, where they are", async () => {
    const programs = await prepareNative(native ?? "", { env: process.env, cache, owner });
    expect(programs).toMatchObject({ folder: join(native ?? "", "bin"), info: { kind: "embedded" } });
  });

  test("without their execute bit they are copied once, and then run", async () => {
    const postgres = programFile(join(closed, "bin"), "postgres");
    chmodSync(postgres, 0o644);
    const first = await prepareNative(closed, { env: process.env, cache, owner });
    const second = await prepareNative(closed, { env: process.env, cache, owner });
    chmodSync(postgres, 0o755);
    expect(first?.folder).toMatch(/binaries/);
    expect(second).toEqual(first);
    expect(statSync(postgres).mode & 0o777).toBe(0o755);
  });

  test.skipIf(!isRoot)("in a home that the server's user cannot enter they are copied once, and then run", async () => {
    chmodSync(join(folder, "closed"), 0o700);
    const programs = await prepareNative(closed, { env: process.env, cache, owner });
    expect(programs?.folder).toMatch(/binaries/);
    const output = execFileSync(programFile(programs?.folder ?? "", "postgres"), ["--version"], {
      env: { LD_LIBRARY_PATH: programs?.libraries.join(":") },
      cwd: "/",
      encoding: "utf8",
      ...owner,
    });
    expect(output).toContain(programs?.info.version);
  });

  test("that cannot run at all are not offered", async () => {
    expect(await prepareNative(join(folder, "nothing"), { env: process.env, cache, owner })).toBeUndefined();
  });
});
