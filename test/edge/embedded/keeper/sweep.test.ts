import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { place } from "../../../../src/edge/embedded/keeper/processes.ts";
import { sweep } from "../../../../src/edge/embedded/keeper/sweep.ts";

let parent = "";
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "sweep-"));
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

const token = "bw_00000000deadbeef";

function folder(name: string, owner?: unknown): void {
  const path = join(parent, name);
  mkdirSync(path);
  if (owner !== undefined) writeFileSync(join(path, "owner"), JSON.stringify(owner));
  utimesSync(path, 0, 0);
}

test.skipIf(process.platform === "win32")(
  "what a keeper that is gone has left is removed, and nothing else",
  async () => {
    folder("bw-pg-gone12", { token, place: place() });
    folder("bw-pg-empty1");
    folder("bw-pg-other1", { token, place: "another machine" });
    folder("bw-pg-forge1", { token: "", place: place() });
    folder("bw-pg-forge2", "not an owner");
    folder("bw-pg-longer-name");
    folder("bw-user");
    writeFileSync(join(parent, "bw-pg-afile1"), "a file");
    await sweep(parent);
    expect(readdirSync(parent).sort()).toEqual([
      "bw-pg-afile1",
      "bw-pg-forge1",
      "bw-pg-forge2",
      "bw-pg-longer-name",
      "bw-pg-other1",
      "bw-user",
    ]);
  },
);
