import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readCommands } from "../../scripts/generated.ts";
import { ALIAS_BINS, comingFor, readGlobals, rewriteAlias } from "../../src/command/front/index.ts";
import { documentPaths, fencesOf } from "./support/documents.ts";

const root = join(import.meta.dirname, "..", "..");
const commands = (await readCommands(root)).map((file) => file.command);

/** The command lines in a document's shell fences. */
async function linesOf(path: string): Promise<readonly string[]> {
  const fences = await fencesOf(root, path, ["sh", "bash", "console"]);
  return fences
    .flatMap(({ text }) => text.replaceAll(/\\\n\s*/g, "").split("\n"))
    .map((line) =>
      line
        .replace(/\s+#.*$/, "")
        .replace(/^\$ /, "")
        .replace(/^(?:[A-Z_]+=\S* )+/, "")
        .trim(),
    );
}

const bins: ReadonlySet<string> = new Set(["backwright", ...ALIAS_BINS]);
const lines: (readonly [string, string])[] = [];
for (const document of await documentPaths(root))
  for (const line of await linesOf(document))
    if (bins.has(line.replace(/^npx /, "").split(" ")[0] ?? "")) lines.push([document, line]);

/** Words as a POSIX shell splits a simple line. */
const wordsOf = (line: string): readonly string[] =>
  [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map((found) => found[1] ?? found[2] ?? found[3] ?? "");

describe("every command line in the documents", () => {
  test("there are some", () => {
    expect(lines.length).toBeGreaterThan(10);
  });

  test.each(lines)("%s: %s", (_document, line) => {
    const [bin = "", ...words] = wordsOf(line.replace(/^npx /, ""));
    const globals = readGlobals(rewriteAlias(bin, words));
    if (globals.help || globals.version) return;
    expect(comingFor(globals.words, globals.format)?.flags).toBeUndefined();
    const command = commands
      .filter((one) => `${globals.words.join(" ")} `.startsWith(`${one.name} `))
      .sort((a, b) => b.name.length - a.name.length)[0];
    if (command === undefined) throw new Error(`no command: ${line}`);
    const raw = command.prepare({
      words: globals.words.slice(command.name.split(" ").length),
      env: {},
      configuration: {},
    });
    expect(command.input.safeParse(raw).error).toBeUndefined();
  });
});
