import { z } from "zod";
import { defineCommand, type World } from "../command/index.ts";
import { scaffoldDiffText } from "../report/scaffold/index.ts";
import { scaffoldFlags } from "./scaffold/input.ts";
import { scaffoldOutput, type ScaffoldOutput } from "./scaffold/output.ts";
import { runScaffold } from "./scaffold/run.ts";
import { usableSpec } from "./scaffold/usable.ts";

const input = z.object(scaffoldFlags);

export const command = defineCommand({
  name: "scaffold diff",
  summary: "Shows what generating again would change",
  description:
    "Takes the words of scaffold, writes nothing, and prints which operations are new, renamed or gone and a unified diff of every " +
    "file. For an exit code of 1 when something differs, use scaffold --check.",
  effects: ["reads"],
  input,
  output: scaffoldOutput,
  examples: [
    { line: "backwright scaffold diff openapi.yaml", what: "what a run would change in src/" },
    { line: "backwright scaffold diff openapi.yaml --json", what: "the same as data" },
  ],
  run,
  views: { text: scaffoldDiffText },
});

async function run(wishes: z.output<typeof input>, world: World): Promise<ScaffoldOutput> {
  const spec = await usableSpec(world, "scaffold diff", wishes.spec);
  const quiet = { force: false, strict: false, dryRun: true, check: true };
  return runScaffold(world, { ...wishes, spec, ...quiet });
}
