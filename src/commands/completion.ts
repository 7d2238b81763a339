import { z } from "zod";
import { completionScript, SHELLS } from "../command/completion/index.ts";
import { defineCommand } from "../command/index.ts";
import { completionCommands } from "./completion/index.ts";

export const command = defineCommand({
  name: "completion",
  summary: "Prints a script that completes commands and flags in your shell",
  description: "Load it in the shell's start file; the first line of the script says how.",
  effects: ["reads"],
  input: z.object({ shell: z.enum(SHELLS).describe("Your shell").meta({ position: 0 }) }),
  output: z.object({ shell: z.enum(SHELLS), script: z.string() }),
  examples: [
    { line: "backwright completion bash", what: "source <(backwright completion bash) in ~/.bashrc" },
    { line: "backwright completion fish", what: "backwright completion fish | source in config.fish" },
  ],
  run: async ({ shell }) => ({
    shell,
    script: completionScript(shell, { bin: "backwright", commands: completionCommands() }),
  }),
  views: { text: ({ script }) => script },
});
