import type { Answer, Command, World } from "../command/index.ts";
import type { Tool, ToolAnswer, ToolCall } from "../edge/mcp/index.ts";
import { createPrompts } from "../edge/terminal/index.ts";
import { errors, isBackwrightError, isRecord, paint } from "../kit/index.ts";
import { configurationFor } from "./configuration.ts";
import { loadCommand } from "./find.ts";
import { loaders } from "./loaders.ts";

/** Commands that are surfaces themselves are no tools. */
const NOT_A_TOOL: ReadonlySet<string> = new Set(["mcp", "completion", "demo"]);

/** Every command as a tool of the same words joined by `_`; none that runs programs, which a client has a shell for. */
export async function commandTools(world: World): Promise<readonly Tool[]> {
  const names = [...loaders.keys()].filter((name) => !NOT_A_TOOL.has(name));
  const commands = await Promise.all(names.map(loadCommand));
  return commands.filter(({ effects }) => !effects.includes("runs")).map((command) => toolOf(world, command));
}

function toolOf(world: World, command: Command): Tool {
  return {
    name: command.name.replaceAll(/[ -]/g, "_"),
    title: command.summary,
    description: [`${command.summary}.`, command.description ?? ""].join(" ").trim(),
    input: command.input,
    output: command.output,
    readOnly: command.effects.every((effect) => effect === "reads"),
    openWorld: command.effects.includes("loads"),
    call: (call) => callCommand(world, command, call),
  };
}

async function callCommand(world: World, command: Command, call: ToolCall): Promise<ToolAnswer> {
  try {
    const configured = await configurationFor(world, command);
    const raw = command.prepare({ words: [], values: call.values, env: world.env, ...configured });
    const signal = AbortSignal.any([world.signal, call.signal]);
    // stdin belongs to the protocol, also where a person has started the server at a terminal.
    return success(await command.execute(raw, { ...world, signal, prompts: createPrompts(false) }));
  } catch (failure) {
    return { text: wordsOf(failure), failed: true };
  }
}

function success(answer: Answer): ToolAnswer {
  const data: unknown = JSON.parse(JSON.stringify(answer.data));
  return {
    text: answer.text({ columns: 100, paint: paint(false) }),
    failed: false,
    ...(isRecord(data) ? { data } : {}),
  };
}

function wordsOf(failure: unknown): string {
  const problem = failure instanceof Error ? failure.message : String(failure);
  const { code, message, hint } = isBackwrightError(failure) ? failure : errors.command.bug({ problem }, failure);
  return `${code}: ${message}\n${hint}`;
}
