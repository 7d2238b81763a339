import type { z } from "zod";
import { errors, jsonText } from "../kit/index.ts";
import type { Answer, Declaration, Format, TypedCommand, Views } from "./declare.ts";
import { commandHelp } from "./help.ts";
import { problemsOf } from "./problems.ts";
import { mergeSettings } from "./settings.ts";

const FORMATS: readonly Format[] = ["text", "json", "html", "sarif", "junit", "markdown", "github"];

/**
 * Closes a declaration over its types.
 *
 * @example
 * export const command = defineCommand({
 *   name: "greet",
 *   summary: "Says hello",
 *   effects: ["reads"],
 *   input: z.object({ name: z.string().meta({ position: 0 }) }),
 *   output: z.object({ greeting: z.string() }),
 *   examples: [{ line: "backwright greet Ada", what: "greets Ada" }],
 *   run: async ({ name }) => ({ greeting: `Hello ${name}` }),
 *   views: { text: ({ greeting }) => greeting },
 * });
 */
export function defineCommand<Input extends z.ZodObject, Output extends z.ZodType>(
  declaration: Declaration<Input, Output>,
): TypedCommand<z.input<Input>, z.output<Output>> {
  const command: TypedCommand<z.input<Input>, z.output<Output>> = {
    name: declaration.name,
    summary: declaration.summary,
    description: declaration.description,
    effects: declaration.effects,
    input: declaration.input,
    output: declaration.output,
    examples: declaration.examples,
    formats: FORMATS.filter((format) => format === "json" || format in declaration.views),
    prepare: (sources) => mergeSettings(command, sources),
    help: (bin) => commandHelp(command, bin),
    execute: async (raw, world) => answer(declaration, await declaration.run(parseInput(declaration, raw), world)),
    call: async (input, world) => declaration.run(parseInput(declaration, input), world),
  };
  return command;
}

function parseInput<Input extends z.ZodObject, Output extends z.ZodType>(
  declaration: Declaration<Input, Output>,
  raw: unknown,
): z.output<Input> {
  const parsed = declaration.input.safeParse(raw, { reportInput: true });
  if (parsed.success) return parsed.data;
  throw errors.command.badInput({ problems: problemsOf(parsed.error, declaration.input), command: declaration.name });
}

function answer<Input extends z.ZodObject, Output extends z.ZodType>(
  declaration: Declaration<Input, Output>,
  output: z.output<Output>,
): Answer {
  return {
    data: output,
    exitCode: declaration.exitCode?.(output) ?? 0,
    text: (look) => declaration.views.text(output, look),
    render: (format) => render(declaration.views, format, output),
  };
}

function render<Output>(views: Views<Output>, format: Format, output: Output): string | undefined {
  if (format === "text") return undefined;
  if (format === "json") return `${jsonText(output)}\n`;
  return views[format]?.(output);
}
