import { z } from "zod";
import { defineCommand, duration, type World } from "../command/index.ts";
import { demoText } from "../report/demo/index.ts";
import { nextCommands } from "./demo/next.ts";
import { tourOutput, type TourOutput } from "./demo/output.ts";
import { shopOf } from "./demo/project.ts";
import { runTour } from "./demo/tour.ts";
import { openWorkspace } from "./demo/workspace.ts";

const input = z.object({
  spec: z
    .string()
    .optional()
    .describe("Any OpenAPI document instead of the shop; it answers with samples")
    .meta({ value: "FILE" }),
  keep: z.string().optional().describe("Keep the generated project in a new folder").meta({ value: "DIR" }),
  duration: duration().prefault("10s").describe("How long the load lasts").meta({ value: "TIME" }),
  engine: z.enum(["embedded", "system", "pglite"]).optional().describe("Which PostgreSQL to run"),
});

export const command = defineCommand({
  name: "demo",
  summary: "The tour: a real specification becomes a running, measured and analyzed API",
  description:
    "Scaffolds an Express API from a specification, type-checks it, starts a PostgreSQL of its own, migrates and fills it, calls " +
    "the API with valid and invalid requests, load-tests it against the targets of a decision and analyzes the database. " +
    "Everything it makes is removed again, unless --keep names a folder.",
  effects: ["writes", "loads"],
  input,
  output: tourOutput,
  examples: [
    { line: "backwright demo", what: "the shop" },
    { line: "backwright demo --keep my-shop", what: "and its project stays" },
    { line: "backwright demo --spec openapi.yaml --duration 3", what: "a document of yours" },
  ],
  run: demo,
  views: { text: demoText },
});

async function demo(wishes: z.output<typeof input>, world: World): Promise<TourOutput> {
  const from = world.clock.monotonicMs();
  const shop = shopOf(world);
  await using workspace = await openWorkspace(world, wishes.keep);
  const result = await runTour(world, workspace, {
    specification: wishes.spec ?? `${shop}/openapi.yaml`,
    shop: wishes.spec === undefined ? shop : undefined,
    durationMs: wishes.duration,
    engine: wishes.engine,
  });
  return {
    ...result,
    folder: workspace.kept ? workspace.path : null,
    next: [...nextCommands(wishes)],
    durationMs: Math.round(world.clock.monotonicMs() - from),
  };
}
