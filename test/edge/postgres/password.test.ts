import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findPassword, passwordIn } from "../../../src/edge/postgres/password.ts";

const login = { host: "db", port: 5432, database: "shop", user: "ada" };

const lines: readonly [name: string, text: string, password: string | undefined][] = [
  ["the exact line", "db:5432:shop:ada:pw", "pw"],
  ["the first line that fits", "db:5432:other:ada:no\n*:*:*:ada:first\n*:*:*:*:second", "first"],
  ["escapes in the password", "*:*:*:*:a\\:b\\\\c", "a:b\\c"],
  ["an unescaped colon in the password", "*:*:*:*:a:b", "a:b"],
  ["a comment", "#*:*:*:*:no\n*:*:*:*:yes", "yes"],
  ["Windows line ends", "*:*:*:ada:pw\r\n", "pw"],
  ["no line that fits", "db:5433:shop:ada:pw", undefined],
  ["half a line", "db:5432", undefined],
];

describe("the password file", () => {
  test.each(lines)("with %s", (_, text, password) => {
    expect(passwordIn(text, login)).toBe(password);
  });

  test("calls a socket localhost, or its folder", () => {
    const socket = { ...login, host: "/run/pg" };
    expect(passwordIn("localhost:5432:shop:ada:pw", socket)).toBe("pw");
    expect(passwordIn("/run/pg:5432:shop:ada:pw", socket)).toBe("pw");
    expect(passwordIn("db:5432:shop:ada:pw", socket)).toBeUndefined();
  });
});

describe("looking for a password", () => {
  let home = "";
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), "home-"));
    await writeFile(join(home, ".pgpass"), "*:*:*:*:from-file", { mode: 0o600 });
  });
  afterAll(() => rm(home, { recursive: true, force: true }));

  test("takes the one given before the file's", async () => {
    const environment = { env: {}, homeFolder: home };
    expect(await findPassword({ password: "given" }, login, environment)).toEqual({ password: "given" });
    expect(await findPassword({}, login, environment)).toEqual({ password: "from-file" });
  });

  test.skipIf(process.platform === "win32")("passes over a file that others may read, and says so", async () => {
    const path = join(home, "open");
    await writeFile(path, "*:*:*:*:pw");
    await chmod(path, 0o644);
    expect(await findPassword({ passfile: path }, login, { env: {}, homeFolder: home })).toEqual({ ignoredFile: path });
  });
});
