import { checkFree, NewError, type Plan, type ReadText } from "./plan.ts";

const NAME = /^[a-z]+(-[a-z]+)*( [a-z]+(-[a-z]+)*)*$/;
const COMING = "src/command/front/coming.ts";

/** A command that greets until it is written, with its test; `npm run generate` adds registry and documents. */
export function planCommand(name: string, read: ReadText): Plan {
  if (!NAME.test(name)) throw new NewError(`"${name}" is no command name; write words as in "db explain".`);
  const slug = name.replaceAll(" ", "-");
  const plan = {
    created: new Map([
      [`src/commands/${slug}.ts`, declaration(name)],
      [`test/cli/${slug}.test.ts`, cliTest(name)],
    ]),
    changed: withoutPromise(name, read),
    next: [`Write the declaration in src/commands/${slug}.ts, its room and its view in src/report.`],
  };
  return checkFree(plan, read);
}

/** A command that exists is not coming any more. */
function withoutPromise(name: string, read: ReadText): ReadonlyMap<string, string> {
  const text = read(COMING) ?? "";
  const lines = text.split("\n");
  const kept = lines.filter((line) => !line.includes(`{ command: "${name}", what: `));
  return kept.length === lines.length ? new Map() : new Map([[COMING, kept.join("\n")]]);
}

const declaration = (name: string): string => `import { z } from "zod";
import { defineCommand } from "../command/index.ts";

export const command = defineCommand({
  name: "${name}",
  summary: "Greets until it is written",
  effects: ["reads"],
  input: z.object({ name: z.string().describe("Whom to greet").meta({ position: 0, value: "name" }) }),
  output: z.object({ greeting: z.string() }),
  examples: [{ line: "backwright ${name} Ada", what: "greets Ada" }],
  run: async ({ name }) => ({ greeting: \`Hello \${name}\` }),
  views: { text: ({ greeting }) => \`\${greeting}\\n\` },
});
`;

const cliTest = (name: string): string => `import { describe, expect, test } from "vitest";
import { runCli } from "../support/world.ts";

const WORDS = ${JSON.stringify(name.split(" "))};

describe("backwright ${name}", () => {
  test("greets", async () => {
    expect(await runCli([...WORDS, "Ada"])).toEqual({ code: 0, stdout: "Hello Ada\\n", stderr: "" });
  });

  test("--json prints its output", async () => {
    const { code, stdout } = await runCli([...WORDS, "Ada", "--json"]);
    expect({ code, output: JSON.parse(stdout) as unknown }).toEqual({ code: 0, output: { greeting: "Hello Ada" } });
  });

  test("names what is missing", async () => {
    const { code, stderr } = await runCli(WORDS);
    expect(code).toBe(2);
    expect(stderr).toContain("<name> is missing");
  });
});
`;
