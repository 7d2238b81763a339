import { z } from "zod";
import { defineCommand } from "../command/index.ts";

export const command = defineCommand({
  name: "mcp",
  summary: "Serves every command as an MCP tool over stdin and stdout",
  description: "For coding agents. Commands that write need their consent flag in the call, as without a terminal.",
  effects: ["reads"],
  input: z.object({}),
  output: z.object({}),
  examples: [{ line: "backwright mcp", what: "an MCP server; agents start it themselves" }],
  run: async (_input, world) => {
    await world.agents.serve();
    return {};
  },
  views: { text: () => "" },
});
