import type { z } from "zod";
import { errors } from "../kit/index.ts";
import type { Answer, Command, Declaration, Format, Views } from "./declare.ts";
import { problemsOf } from "./problems.ts";

const FORMATS: readonly Format[] = ["text", "json", "html", "sarif", "junit", "markdown"];

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
): Command {
  return {
    name: declaration.name,
    summary: declaration.summary,
    description: declaration.description,
    effects: declaration.effects,
    input: declaration.input,
    output: declaration.output,
    examples: declaration.examples,
    formats: FORMATS.filter((format) => format === "json" || format in declaration.views),
    async execute(raw, world) {
      const input = parseInput(declaration, raw);
      const output = await declaration.run(input, world);
      return answer(declaration, output);
    },
  };
}

function parseInput<Input extends z.ZodObject, Output extends z.ZodType>(
  declaration: Declaration<Input, Output>,
  raw: Readonly<Record<string, unknown>>,
): z.output<Input> {
  const parsed = declaration.input.safeParse(raw);
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
  if (format === "json") return `${JSON.stringify(output, undefined, 2)}\n`;
  return views[format]?.(output);
}
