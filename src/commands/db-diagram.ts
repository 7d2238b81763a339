import { z } from "zod";
import { advise, commentSuppressions, sift } from "../advice/index.ts";
import { diagramOf } from "../advice/diagram/index.ts";
import { readCatalog, readSecurity } from "../catalog/index.ts";
import { defineCommand, duration, type World } from "../command/index.ts";
import { errors } from "../kit/index.ts";
import { diagramHtml, diagramMarkdown, diagramSvg, diagramText } from "../report/diagram/index.ts";
import { diagramOutput, withSource } from "./analyze/index.ts";

const input = z.object({
  files: z
    .array(z.string())
    .default([])
    .describe("Schema instead of a database: SQL files or folders of them; no server is needed")
    .meta({ position: 0, variadic: true, value: "schema.sql" }),
  connection: z
    .string()
    .optional()
    .describe("Database to draw: postgres://user@host:5432/database")
    .meta({ value: "URL", env: "DATABASE_URL" }),
  findings: z.boolean().default(true).describe("Draw what db analyze finds in the catalogue"),
  out: z
    .string()
    .optional()
    .describe("Write the picture into this file: .svg, .html, .md or .mmd")
    .meta({ value: "FILE" }),
  timeout: duration()
    .prefault("60s")
    .describe("How long one question to the database may take; 0 is no limit")
    .meta({ value: "TIME" }),
  engine: z
    .enum(["embedded", "system", "pglite"])
    .optional()
    .describe("PostgreSQL that schema files are loaded into (default: the best that runs here)"),
});

const output = diagramOutput.extend({ written: z.string().nullable().describe("With --out") });

type Drawn = z.output<typeof output>;

export const command = defineCommand({
  name: "db diagram",
  summary: "Draws the tables of a database or of schema files, with what was found on them",
  description:
    "Prints the schema as a diagram of Mermaid, or as a page with a picture (--format html), which needs no script and nothing from " +
    "elsewhere. Tables with findings are marked; a link without an index is red.",
  effects: ["reads", "writes"],
  input,
  output,
  examples: [
    { line: "backwright db diagram schema.sql", what: "prints Mermaid" },
    { line: "backwright db diagram --out schema.svg", what: "writes a picture" },
  ],
  run: async (given, world) => await draw(given, world),
  views: { text: textOf, html: diagramHtml, markdown: diagramMarkdown },
});

function textOf(drawn: Drawn): string {
  return drawn.written === null ? diagramText(drawn) : `Wrote ${drawn.written}\n`;
}

async function draw(given: z.output<typeof input>, world: World): Promise<Drawn> {
  const write = writerOf(given.out);
  return await withSource(world, given, async ({ session, source }) => {
    const hasData = source.kind === "database";
    const catalog = await readCatalog(session, { exact: false, statementTimeoutMs: given.timeout });
    const found = given.findings ? advise(catalog, { hasData, security: await readSecurity(session) }) : [];
    const diagram = diagramOf(catalog, sift(found, commentSuppressions(catalog.tables)).kept);
    if (given.out !== undefined) await world.files.writeText(given.out, write({ ...diagram, written: null }));
    return { ...diagram, written: given.out ?? null };
  });
}

const WRITERS: ReadonlyMap<string, (drawn: Drawn) => string> = new Map([
  ["svg", diagramSvg],
  ["html", diagramHtml],
  ["md", diagramMarkdown],
  ["mmd", diagramText],
]);

/** By the end of the file's name. Error: `bad-input`. */
function writerOf(out: string | undefined): (drawn: Drawn) => string {
  if (out === undefined) return diagramText;
  const writer = WRITERS.get(out.slice(out.lastIndexOf(".") + 1).toLowerCase());
  if (writer !== undefined) return writer;
  const problem = `--out ${out}: end it with .svg, .html, .md or .mmd.`;
  throw errors.command.badInput({ problems: [problem], command: "db diagram" });
}
