import { z } from "zod";
import { defineCommand, type World } from "../command/index.ts";
import { errors } from "../kit/index.ts";
import { mergedReport, readSummaries, type Reading } from "../load/merge/index.ts";
import { mergedSchema, type Merged } from "../load/merge/result/index.ts";
import { mergedText } from "../report/load/merge/index.ts";

const input = z.object({
  files: z
    .array(z.string())
    .min(1)
    .describe("Logs of pods, k6 summaries in JSON, reports of load --json; - reads standard input")
    .meta({ position: 0, variadic: true, value: "FILE" }),
  pods: z
    .int()
    .positive()
    .optional()
    .describe("How many generators there were (default: what exported scripts say); exit code 1 when one is missing")
    .meta({ value: "COUNT" }),
});

type Input = z.output<typeof input>;

export const command = defineCommand({
  name: "load import",
  summary: "Merge the summaries of several generators into one report, with right percentiles",
  description:
    "Reads the @@K6SUMMARY lines that exported scripts print, k6 summaries (handleSummary, --summary-export, and the machine-readable " +
    "one), and reports of backwright load --json. Distributions are added up by count, never averaged; what the parts do not say is " +
    "not known in the report. HAR recordings and curl lines are played by load run.",
  effects: ["reads"],
  input,
  output: mergedSchema,
  examples: [
    { line: "kubectl logs -l k6_cr=shop --tail=-1 | backwright load import -", what: "the pods of a TestRun" },
    { line: "backwright load import pod-1.log pod-2.log --pods 2", what: "logs that were saved" },
    { line: "backwright load import east.json west.json --json", what: "two reports of load --json" },
  ],
  run,
  views: { text: mergedText },
  exitCode: ({ missing }) => (missing > 0 ? 1 : 0),
});

async function run({ files, pods }: Input, world: World): Promise<Merged> {
  const readings: Reading[] = [];
  for (const file of files) {
    const isInput = file === "-";
    // Only for a person who typed it: an agent's standard input is its conversation.
    if (isInput && !world.argv.includes("-"))
      throw errors.command.badInput({
        problems: ["- is standard input, which this caller has not"],
        command: "load import",
      });
    const text = isInput ? await world.files.readInput() : await world.files.readText(file);
    readings.push(readSummaries(text, isInput ? "standard input" : file));
  }
  const problems = readings.flatMap((reading) => reading.problems);
  if (problems.length > 0) throw errors.loadExport.badSummary({ problems });
  const parts = readings.flatMap((reading) => reading.parts);
  if (parts.length === 0) throw errors.loadExport.noSummary({ files });
  return mergedReport(parts, pods);
}
