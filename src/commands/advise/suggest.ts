import { type Catalog, readCatalog, type Session } from "../../catalog/index.ts";
import type { World } from "../../command/index.ts";
import {
  adviseIndexes,
  type IndexAdvice,
  readPlannerSettings,
  trialsOf,
  type WorkloadStatement,
} from "../../advice/indexes/index.ts";
import { loadParser, tablesByName } from "../../advice/statements/index.ts";
import { errors } from "../../kit/index.ts";
import { withSource } from "../analyze/index.ts";
import { readShadowSource, type ShadowNote, type ShadowSource } from "../shadow/index.ts";
import { budgetBytes } from "./budget.ts";
import { openPlanningShadow, type PlanningSource } from "./ground.ts";
import type { SuggestInput } from "./input.ts";
import { isServed, unprovenKeys } from "./keys.ts";
import { writeIndexMigration } from "./migration.ts";
import { noteText, passedOverNotes } from "./notes.ts";
import type { SuggestOutput } from "./output.ts";
import { type Verified, verifyIndexes } from "./verify/index.ts";
import { findWorkload, type FoundWorkload } from "./workload.ts";

/** Suggests indexes for a database, or says what a schema alone lets one say. */
export async function suggestIndexes(input: SuggestInput, world: World): Promise<SuggestOutput> {
  if (input.files.length > 0) return await fromFiles(world, input);
  if (input.connection === undefined) throw errors.database.notGiven({ command: "db suggest-indexes" });
  return await suggestFor(world, input, { url: input.connection, observed: undefined });
}

/** A schema says nothing of sizes or values: only what holds for any of them can be suggested. */
async function fromFiles(world: World, input: SuggestInput): Promise<SuggestOutput> {
  if (input.verify) throw errors.command.badInput({ problems: [NO_DATABASE], command: "db suggest-indexes" });
  return await withSource(world, input, async ({ session, source }) => {
    const catalog = await readCatalog(session, { exact: false, statementTimeoutMs: input.timeout });
    const foreignKeys = unprovenKeys(catalog, false);
    return {
      source: { kind: "files", name: input.files.join(", "), serverVersion: source.serverVersion, files: source.files },
      shadow: null,
      workload: { ...NOTHING, origins: [], state: "no-server", since: null, hidden: 0 },
      ...EMPTY,
      foreignKeys,
      verified: null,
      notes:
        input.workload.length === 0
          ? []
          : [
              "The workload was not asked about: a schema file has no statistics, so no plan can be told apart from another.",
            ],
      written: await writeIndexMigration(world, input.out, {
        up: foreignKeys.flatMap(({ up }) => up),
        down: foreignKeys.flatMap(({ down }) => down).toReversed(),
        header: ["Indexes on foreign keys. Suggested from the schema alone: no query has shown a need for them."],
      }),
    };
  });
}

const NO_DATABASE = "--verify builds indexes in a database and measures there: give --connection instead of files.";

const NOTHING = {
  statements: 0,
  planned: 0,
  assumedLimits: 0,
  assumedRanges: 0,
  candidates: 0,
  plannerCalls: 0,
} as const;
const EMPTY = { suggestions: [], whyNot: [], unplanned: [] } as const;

interface Read {
  readonly planning: PlanningSource;
  readonly workload: FoundWorkload;
  readonly catalog: Catalog;
  readonly name: string;
  readonly serverVersion: string;
}

/** A workload that somebody has observed himself, in the place of files and statistics. */
export interface Observed {
  readonly statements: readonly WorkloadStatement[];
  readonly origin: string;
}

interface Reading {
  readonly url: string;
  readonly observed: Observed | undefined;
}

/** Suggests indexes for a database and the workload of `observed`, or the one that the input names. */
export async function suggestFor(
  world: World,
  input: SuggestInput,
  { url, observed }: Reading,
): Promise<SuggestOutput> {
  const budget = budgetBytes(input.budget);
  const read = await readAll(world, input, { url, observed });
  // Nothing to ask about needs no shadow.
  if (read.workload.statements.length === 0) return await outputOf(world, input, { read, ...UNASKED });
  await using planning = await openPlanningShadow(world, read.planning);
  const { shadow, ground, hasSizes } = planning;
  const step = world.progress.step("Asking the shadow's planner");
  const advice = await adviseIndexes({
    catalog: read.catalog,
    workload: read.workload.statements,
    parser: await loadParser(),
    ground,
    extensions: extensionsOf(read.planning.source),
    budgetBytes: budget,
    showValues: input.showValues,
    observe: (part, done, all) => {
      if (world.signal.aborted) throw errors.command.interrupted({ during: "while the planner was asked" });
      step.update(all === 0 ? part : `${part} ${done}/${all}`);
    },
  });
  step.done(`${advice.plannerCalls} plans`);
  const engine = `${shadow.engine.kind} ${shadow.engine.version}`;
  const verified = input.verify ? await tryOut(world, input, { read, advice, url }) : null;
  return await outputOf(world, input, {
    read,
    advice,
    verified,
    notes: shadow.notes,
    shadow: { engine, sizes: hasSizes },
  });
}

interface Verifying {
  readonly read: Read;
  readonly advice: IndexAdvice;
  readonly url: string;
}

async function tryOut(world: World, input: SuggestInput, { read, advice, url }: Verifying): Promise<Verified> {
  const { suggestions } = advice;
  const parser = await loadParser();
  const trials = trialsOf({
    workload: read.workload.statements,
    texts: new Set(suggestions.flatMap(({ queries }) => queries.map(({ text }) => parser.normalize(text) ?? text))),
    tables: tablesByName(read.catalog.tables),
    parser,
    statistics: read.planning.source.statistics,
  });
  const { yes, keep, timeout } = input;
  return await verifyIndexes(world, { url, yes, keep, timeout, suggestions, trials });
}

const UNASKED = { advice: { ...NOTHING, ...EMPTY }, notes: [], shadow: null, verified: null } as const;

const CONNECTION = { applicationName: "backwright suggest-indexes", readOnly: true } as const;

const NO_SERVER = { state: "no-server", hidden: 0, resetAt: null } as const;

/** Everything that the shadow's planner needs to know, and the workload. */
export async function readAll(
  world: World,
  input: Pick<SuggestInput, "workload" | "timeout">,
  { url, observed }: Reading,
): Promise<Read> {
  const step = world.progress.step("Reading the database");
  const source = await readShadowSource(world, { url });
  await using session = await world.databases.open({ url }, CONNECTION);
  const catalog = await readCatalog(session, { exact: false, statementTimeoutMs: input.timeout });
  const workload =
    observed === undefined
      ? await findWorkload(world, session, { files: input.workload, catalog })
      : { statements: observed.statements, origins: [observed.origin], statistics: NO_SERVER, passedOver: 0 };
  const settings = await readPlannerSettings(session);
  step.done(session.database);
  const { statistics } = source;
  if (statistics === null) throw errors.database.notGiven({ command: "db suggest-indexes" });
  return {
    planning: { source: { ...source, statistics }, catalog, settings, timeout: input.timeout },
    workload,
    catalog,
    name: `${session.database} on ${session.where}`,
    serverVersion: versionOf(session),
  };
}

const versionOf = ({ serverVersion }: Session): string =>
  `${Math.floor(serverVersion / 10_000)}.${serverVersion % 10_000}`;

const extensionsOf = ({ model }: ShadowSource): ReadonlySet<string> =>
  new Set([...model.objects.values()].flatMap((object) => (object.kind === "extension" ? [object.name] : [])));

interface Done {
  readonly read: Read;
  readonly advice: IndexAdvice;
  readonly notes: readonly ShadowNote[];
  readonly verified: Verified | null;
  readonly shadow: SuggestOutput["shadow"];
}

async function outputOf(
  world: World,
  input: SuggestInput,
  { read, advice, notes, shadow, verified }: Done,
): Promise<SuggestOutput> {
  const { suggestions, whyNot, unplanned, ...figures } = advice;
  const { statistics, origins } = read.workload;
  return {
    source: { kind: "database", name: read.name, serverVersion: read.serverVersion, files: [] },
    shadow,
    workload: { ...figures, origins, state: statistics.state, since: statistics.resetAt, hidden: statistics.hidden },
    suggestions,
    foreignKeys: unprovenKeys(read.catalog, true).filter((key) => !isServed(key, suggestions)),
    whyNot,
    unplanned,
    verified,
    notes: [...passedOverNotes(read.workload), ...notes.map(noteText)],
    written: await writeIndexMigration(world, input.out, {
      up: suggestions.flatMap(({ up }) => up),
      down: suggestions.toReversed().flatMap(({ down }) => down),
      header: ["Indexes that the planner has proven on a copy of the schema and its statistics."],
    }),
  };
}
