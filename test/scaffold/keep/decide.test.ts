import { describe, expect, test } from "vitest";
import { decideLeftover, decideManaged, decideOnce, hashOf, type GeneratedFile } from "../../../src/scaffold/index.ts";

const managed: GeneratedFile = {
  path: "a.ts",
  text: "const a = 1;\nconst c = 4;\nconst n = 9;\n",
  ownership: "managed",
};
const once: GeneratedFile = { path: "app.ts", text: "new\n", ownership: "once" };
const base = "const a = 1;\nconst c = 3;\n";
const hashes = [hashOf(base)];
const found = (text: string | undefined) => ({ path: "a.ts", text, base, hashes });

describe("a managed file", () => {
  test.each([
    ["is not there", undefined, "create", managed.text],
    ["is as we left it", base, "update", managed.text],
    ["has other line ends", base.replaceAll("\n", "\r\n"), "update", managed.text],
    ["has a byte order mark", `\uFEFF${base}`, "update", managed.text],
    ["says the same already", managed.text, "unchanged", managed.text],
    ["was edited elsewhere", `// mine\n${base}`, "merge", `// mine\n${managed.text}`],
    [
      "was edited with Windows line ends",
      `// mine\r\n${base.replaceAll("\n", "\r\n")}`,
      "merge",
      `// mine\r\n${managed.text.replaceAll("\n", "\r\n")}`,
    ],
    ["was edited where the document changes it", base.replace("3;\n", "5;\n"), "edited", managed.text],
    ["was replaced", "mine\n", "edited", managed.text],
  ])("that %s", (_, text, action, after) => {
    expect(decideManaged(managed, found(text))).toMatchObject({ action, after });
  });

  test("that carries an edit stays as it is when the document says nothing new", () => {
    const text = `// mine\n${base}`;
    const decision = decideManaged({ ...managed, text: base }, found(text));
    expect(decision).toMatchObject({ action: "unchanged", after: text, isEdited: true });
  });

  test("without a base that fits its hash is refused", () => {
    const text = `// mine\n${base}`;
    expect(decideManaged(managed, { path: "a.ts", text, base: undefined, hashes }).action).toBe("edited");
    expect(decideManaged(managed, { path: "a.ts", text, base: `${base} `, hashes }).action).toBe("edited");
    expect(decideManaged(managed, { path: "a.ts", text, base, hashes: [] }).action).toBe("edited");
  });

  test("is overwritten with force, edits or not", () => {
    expect(decideManaged(managed, found(`// mine\n${base}`), true)).toMatchObject({
      action: "edited",
      after: managed.text,
    });
  });

  test.each([
    ["as we left it", base, "remove"],
    ["edited", "mine\n", "kept"],
  ])("that is no longer generated, %s", (_, text, action) => {
    expect(decideLeftover(found(text), "managed")?.action).toBe(action);
  });
});

describe("a file that is written once", () => {
  test.each([
    ["is not there", undefined, "create"],
    ["is as it was written", base, "update"],
    ["was edited", "mine\n", "kept"],
  ])("that %s", (_, text, action) => {
    expect(decideOnce(once, found(text)).action).toBe(action);
  });
});
