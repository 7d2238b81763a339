import { z } from "zod";
import { defineCommand, type World } from "../command/index.ts";
import type { ExitCode } from "../kit/index.ts";
import { compareReportSchema, type CompareReport } from "../load/compare/result/index.ts";
import { compareJunit, compareMarkdown, compareText } from "../report/load/compare/index.ts";
import { compareHtml } from "../report/load/html/index.ts";
import { compareEndpoints, compareFlags, compareSaved, compareWithSaved, sidesOf } from "./load-compare/index.ts";

const input = z.object({
  targets: z
    .array(z.string())
    .describe("Two addresses; or an address and a saved run; or two saved runs")
    .meta({ position: 0, variadic: true, value: "url|file" }),
  ...compareFlags,
});

type Input = z.output<typeof input>;

export const command = defineCommand({
  name: "load compare",
  summary: "Say whether two endpoints, or a run and a saved one, differ, and by how much",
  description:
    "Two addresses are loaded in turn, in short blocks whose order is drawn, so that what else the machine does hits both alike; it " +
    "ends early when nothing is left to find out. A claim is wrong in at most 2 of 100 comparisons. Against a saved run " +
    "(load URL --json --save baseline.json) settings that are not given are the saved run's; such runs are not paired, " +
    "so the interval is wider, and --tolerance says what is a regression.",
  effects: ["loads"],
  input,
  output: compareReportSchema,
  examples: [
    {
      line: "backwright load http://localhost:3000/v1/users http://localhost:3000/v2/users --compare --concurrency 50 --duration 30",
      what: "two endpoints, for 30 s at most",
    },
    {
      line: "backwright load http://localhost:3000/api/users --compare baseline.json --tolerance 10%",
      what: "a gate for CI: exit code 1 when it is proven to have become slower by more than 10 %",
    },
    {
      line: "backwright load compare monday.json tuesday.json",
      what: "two saved runs; nothing is loaded",
    },
  ],
  run,
  views: { text: compareText, html: compareHtml, junit: compareJunit, markdown: compareMarkdown },
  exitCode: exitCodeOf,
});

function run({ targets, ...flags }: Input, world: World): Promise<CompareReport> {
  const sides = sidesOf(targets);
  if (sides.kind === "endpoints") return compareEndpoints([sides.first, sides.second], flags, world);
  return sides.kind === "files" ? compareSaved(sides, flags, world) : compareWithSaved(sides, flags, world);
}

/**
 * 1 for a proven regression, and with --strict for one that cannot be ruled out; 5 when a generator was starved, unless both
 * sides were loaded in turn: then it hit them alike.
 */
function exitCodeOf({ mode, gate, first, second }: CompareReport): ExitCode {
  if (mode === "unpaired" && (first.valid === false || second.valid === false)) return 5;
  if (gate === null || gate.outcome === "passed") return 0;
  return gate.outcome === "failed" || gate.strict ? 1 : 0;
}
