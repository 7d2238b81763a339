import { McpServer } from "@modelcontextprotocol/server";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { z } from "zod";
import { isRecord } from "../../kit/index.ts";
import type { Tool } from "./tool.ts";

interface Identity {
  readonly name: string;
  readonly version: string;
}

/** Serves tools on this process's stdin and stdout until stdin closes or the signal says so. */
export async function serveTools(identity: Identity, tools: readonly Tool[], signal: AbortSignal): Promise<void> {
  const handle = serveStdio(() => {
    const server = new McpServer(identity, { capabilities: { tools: {} } });
    for (const tool of tools) register(server, tool);
    return server;
  });
  await closed(signal);
  await handle.close();
}

function register(server: McpServer, tool: Tool): void {
  const config = {
    title: tool.title,
    description: tool.description,
    inputSchema: asGiven(tool.input),
    outputSchema: asShown(tool.output),
    annotations: { readOnlyHint: tool.readOnly, destructiveHint: !tool.readOnly, openWorldHint: tool.openWorld },
  };
  server.registerTool(tool.name, config, async (values, context) => {
    const answer = await tool.call({ values: isRecord(values) ? values : {}, signal: context.mcpReq.signal });
    const content = [{ type: "text" as const, text: answer.text }];
    if (answer.data === undefined) return { content, isError: true };
    return { content, structuredContent: { ...answer.data }, isError: answer.failed };
  });
}

/**
 * A schema that shows its JSON form and passes values on as they came: the command checks them itself, once, so that a
 * duration is not turned into milliseconds twice and complaints name the field.
 */
function asGiven(schema: z.ZodObject) {
  const json = () => z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  const validate = (value: unknown): { value: Readonly<Record<string, unknown>> } => ({
    value: isRecord(value) ? value : {},
  });
  return {
    "~standard": { version: 1 as const, vendor: "backwright", validate, jsonSchema: { input: json, output: json } },
  };
}

/** The output's own checks with a JSON form that also exists where a part of it has none (`any`). */
function asShown(schema: z.ZodType) {
  const json = () => z.toJSONSchema(schema, { io: "output", unrepresentable: "any" });
  const { validate } = schema["~standard"];
  return {
    "~standard": { version: 1 as const, vendor: "backwright", validate, jsonSchema: { input: json, output: json } },
  };
}

const closed = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    process.stdin.once("end", () => resolve());
    process.stdin.once("close", () => resolve());
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
