import { z } from "zod";
import type { SchemaModel } from "../catalog/schema/index.ts";
import { defineCommand, duration, type World } from "../command/index.ts";
import { adopt, type Plan, planBetween, TIMEOUTS, withMeasured, withRenames } from "../diff/index.ts";
import { formatDuration } from "../kit/index.ts";
import { diffHtml, diffMarkdown, diffText } from "../report/diff/index.ts";
import {
  chooseRenames,
  diffOutput,
  type DiffOutput,
  findingsOf,
  looksOf,
  majorOf,
  migrationFiles,
  proveOnShadow,
  readSides,
  refusePlan,
  renamedModel,
  shownHazard,
  shownProof,
  type Sides,
  unreadOf,
  untilAborted,
  warningsOf,
  withPublicOf,
} from "./diff/index.ts";
import { tableInput } from "./ledger/index.ts";

const input = z.object({
  schemas: z
    .array(z.string())
    .default([])
    .describe(
      "The old schema and the new one, or with --connection only the new one: SQL files, schema.prisma, folders, or URLs",
    )
    .meta({ position: 0, variadic: true, value: "schema.sql" }),
  connection: z
    .string()
    .optional()
    .describe("Database that is to be changed: postgres://user@host:5432/database")
    .meta({ value: "URL" }),
  out: z.string().optional().describe("Write the migration and its rollback into this folder").meta({ value: "DIR" }),
  name: z.string().optional().describe("Name of the migration (default: what it does)").meta({ value: "TITLE" }),
  rename: z
    .array(z.string())
    .default([])
    .describe("What was renamed: users.mail:email; none: nothing was. A schema file can say it: -- @renamed from=mail")
    .meta({ value: "OLD:NEW" }),
  allow: z
    .array(z.enum(["data-loss", "unproven", "unmodelled"]))
    .default([])
    .describe("What is written all the same: data-loss, unproven or unmodelled")
    .meta({ value: "WHAT" }),
  proof: z
    .boolean()
    .default(true)
    .describe(
      "Run the plan and its rollback on a shadow before anything is written; pg_dump looks as well, where it is installed",
    ),
  online: z.boolean().default(true).describe("Forms that leave readers and writers their tables"),
  check: z.boolean().default(false).describe("Only say whether the two differ: exit code 1 if so"),
  sql: z.boolean().default(false).describe("Print the migration itself"),
  pgVersion: z.coerce
    .number()
    .int()
    .min(13)
    .max(18)
    .optional()
    .describe("Major version that a plan between files is for, 13 to 18 (default: that of the best PostgreSQL here)")
    .meta({ value: "MAJOR" }),
  lockTimeout: duration()
    .prefault("5s")
    .describe("How long a statement may wait for its lock, in the files")
    .meta({ value: "TIME" }),
  timeout: duration()
    .prefault("60s")
    .describe("How long one statement of a schema file may take; 0 is no limit")
    .meta({ value: "TIME" }),
  table: tableInput,
  engine: z
    .enum(["embedded", "system", "pglite"])
    .optional()
    .describe("PostgreSQL that schema files are loaded into (default: the best that runs here)"),
});

export const command = defineCommand({
  name: "db diff",
  summary: "Writes the migration from one schema to another, and its rollback, proven on a shadow",
  description:
    "Compares a database or a schema file with another, and plans the statements in an order that works, in forms that " +
    "keep tables usable. Before a file is written, plan and rollback are run on a PostgreSQL of its own. Owners, " +
    "privileges and extensions count only where the schema file speaks of them.",
  effects: ["reads", "writes"],
  input,
  output: diffOutput.extend({ check: z.boolean(), printsSql: z.boolean() }),
  examples: [
    { line: "backwright db diff old.sql new.sql", what: "shows what has changed between two files" },
    {
      line: "backwright db diff --connection postgres://localhost/shop schema/v2.sql --out migrations/",
      what: "writes the migration that makes the database look like the file",
    },
    {
      line: "backwright db diff --connection postgres://localhost/shop prisma/schema.prisma",
      what: "shows what a Prisma schema would change, by Prisma's own engine",
    },
    {
      line: "backwright db diff old.sql new.sql --pg-version 15 --sql",
      what: "prints the migration for PostgreSQL 15",
    },
    { line: "backwright db diff --connection postgres://localhost/shop schema.sql --check", what: "exits 1 on drift" },
  ],
  run: async (input, world) => {
    const found = await run(input, world);
    return { ...found, findings: findingsOf(found), check: input.check, printsSql: input.sql };
  },
  views: { text: diffText, markdown: diffMarkdown, html: diffHtml },
  exitCode: ({ check, isSame }) => (check && !isSame ? 1 : 0),
});

type Input = z.output<typeof input>;
type Found = Omit<DiffOutput, "findings">;

async function run(input: Input, world: World): Promise<Found> {
  const reading = readSides(world, { ...input, isObserved: input.proof && !input.check });
  const sides = await untilAborted(world.signal, reading);
  const current = sides.current.model;
  const { role } = sides.current;
  const desired = wishOf(sides);
  const options = { role, online: input.online };
  const said = { current: sides.current.title, desired: sides.desired.title, pgVersion: majorOf(sides.current) };
  const renames = input.check
    ? []
    : await chooseRenames(world, { current, desired, answers: input.rename, comments: sides.desired.renames });
  const proposal = { current, desired, role, engine: input.engine, renames, online: input.online };
  const renamed = await renamedModel(world, proposal);
  const planned = withRenames(planBetween(renamed, desired, options), renames, "up");
  const back = withRenames(planBetween(desired, renamed, options), renames, "down");
  const { unmodelled } = planned;
  const isEmpty = planned.batches.length === 0 && planned.refused.length === 0;
  const isSame = isEmpty && unreadOf(planned).length === 0;
  const same = { ...said, isSame, unmodelled, files: [], folder: null, proof: { state: "skipped" } } as const;
  if (isEmpty || input.check) return { ...same, changes: changesOf(planned) };
  refusePlan(input, planned);
  const proven = { ...proposal, looks: looksOf(sides, planned), planned: { up: planned, down: back } };
  const proof = input.proof ? await proveOnShadow(world, proven) : ({ state: "skipped" } as const);
  world.signal.throwIfAborted();
  const warnings = warningsOf(input, planned, proof);
  const { up: whole, down, downs, measured } = proof.state === "proven" ? proof : unproven(planned, back);
  refusePlan(input, whole);
  const up = withMeasured(whole, measured?.steps ?? []);
  const timeouts = { ...TIMEOUTS, lock: formatDuration(input.lockTimeout).replaceAll(" ", "") };
  const folder = input.out ?? null;
  const plans = { up, down, downs, measured };
  const files = await migrationFiles(world, { ...plans, title: input.name, folder, timeouts, warnings });
  return { ...said, isSame, changes: changesOf(up), unmodelled, files, folder, proof: shownProof(proof) };
}

const unproven = (up: Plan, down: Plan) => ({ up, down, downs: null, measured: null }) as const;

/** What the new side says of the database, and what it does not speak of as it is. */
function wishOf({ current, desired }: Sides): SchemaModel {
  const { model, silence, saidOfPublic: said } = desired;
  const { role } = current;
  if (silence === null) return model;
  const wish = adopt(model, current.model, { silence, role });
  return said === null || current.kind === "files" ? wish : withPublicOf(current.model, wish, { said, role });
}

const changesOf = ({ changes }: Plan): DiffOutput["changes"] =>
  changes.map(({ verb, kind, name, parts, hazards }) => ({
    verb,
    kind,
    name,
    parts,
    hazards: hazards.map(shownHazard),
  }));
