import { describe, expect, test } from "vitest";
import { registry } from "../../src/commands/index.ts";
import { runCli } from "../support/world.ts";

describe("backwright completion", () => {
  test.each(["bash", "zsh", "fish", "powershell"])("%s: a script with every command and its flags", async (shell) => {
    const { code, stdout, stderr } = await runCli(["completion", shell]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    for (const { name } of registry) expect(stdout).toContain(name.split(" ").at(-1));
    for (const word of ["team-size", "shared-multi-tenant", "connection", "markdown"]) expect(stdout).toContain(word);
  });

  test("another shell is refused by name", async () => {
    const { code, stderr } = await runCli(["completion", "tcsh"]);
    expect(code).toBe(2);
    expect(stderr).toContain("<shell>");
  });
});
