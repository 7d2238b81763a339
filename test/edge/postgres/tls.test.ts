import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { matching } from "../../support/matching.ts";
import { encryptionsOf } from "../../../src/edge/postgres/tls.ts";

let home = "";
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "home-"));
  await writeFile(join(home, "ca.crt"), "CA");
});
afterAll(() => rm(home, { recursive: true, force: true }));

const unverified = { rejectUnauthorized: false };

describe("sslmode means what libpq means by it", () => {
  const modes: readonly [mode: string | undefined, ways: readonly unknown[]][] = [
    [undefined, [unverified, "none"]],
    ["disable", ["none"]],
    ["allow", ["none", unverified]],
    ["prefer", [unverified, "none"]],
    ["require", [unverified]],
    ["verify-full", [{}]],
  ];
  test.each(modes)("%s, without a root certificate", async (mode, ways) => {
    const settings: Record<string, string> = mode === undefined ? {} : { sslmode: mode };
    expect(await encryptionsOf(settings, { env: {}, homeFolder: home })).toEqual(ways);
  });

  test("require with a root certificate checks the chain, not the name", async () => {
    const settings = { sslmode: "require", sslrootcert: join(home, "ca.crt") };
    const [way] = await encryptionsOf(settings, { env: {}, homeFolder: home });
    expect(way).toHaveProperty("ca", "CA");
    expect(way).toHaveProperty("checkServerIdentity");
    expect(way).not.toHaveProperty("rejectUnauthorized");
  });

  test("verify-full with a root certificate checks the name too", async () => {
    const settings = { sslmode: "verify-full", sslrootcert: join(home, "ca.crt") };
    expect(await encryptionsOf(settings, { env: {}, homeFolder: home })).toEqual([{ ca: "CA" }]);
  });

  test("verify-ca without a root certificate is an error", async () => {
    const ways = encryptionsOf({ sslmode: "verify-ca" }, { env: {}, homeFolder: home });
    await expect(ways).rejects.toMatchObject({ code: "file-missing" });
  });

  test("another word is an error that names the right ones", async () => {
    const ways = encryptionsOf({ sslmode: "requird" }, { env: {}, homeFolder: home });
    await expect(ways).rejects.toMatchObject({ code: "database-bad-url", message: matching(/requird.*verify-full/) });
  });
});
