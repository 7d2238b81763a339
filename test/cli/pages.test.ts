import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ALIAS_BINS } from "../../src/command/front/index.ts";
import { registry } from "../../src/commands/index.ts";
import { createProcesses } from "../../src/edge/system/index.ts";
import { runCli } from "../support/world.ts";

const root = join(import.meta.dirname, "..", "..");
const processes = createProcesses({ cwd: root, env: process.env });
const built = (bin: string, words: readonly string[]) =>
  processes.run(process.execPath, [join(root, "bin", `${bin}.js`), ...words]);

describe("pages that the build has written", () => {
  test.each(registry.map((entry) => entry.name))("%s --help is what its declaration says", async (name) => {
    const words = [...name.split(" "), "--help"];
    expect(await built("backwright", words)).toEqual({ ...(await runCli(words)), code: 0 });
  });

  test.each(["backwright", ...ALIAS_BINS])("%s --help and --version are what the sources say", async (bin) => {
    for (const word of ["--help", "--version"]) expect(await built(bin, [word])).toEqual(await runCli([word], { bin }));
  });

  test("a word that names no page goes on to the command line", async () => {
    expect(await built("backwright", ["../../package", "--help"])).toMatchObject({ code: 2, stdout: "" });
    expect(await built("backwright", ["nonsense", "--help"])).toMatchObject({ code: 2, stdout: "" });
  });
});
