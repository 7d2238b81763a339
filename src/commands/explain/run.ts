import { fromSql } from "../../advice/indexes/index.ts";
import { readPlanTree, remarksOn } from "../../advice/plan/index.ts";
import type { Session } from "../../catalog/index.ts";
import type { World } from "../../command/index.ts";
import { errors, isBackwrightError } from "../../kit/index.ts";
import { splitStatements } from "../../sql/index.ts";
import { suggestFor } from "../advise/index.ts";
import { type Asked, askPlan } from "./ask.ts";
import type { ExplainInput } from "./input.ts";
import type { ExplainOutput } from "./output.ts";

/** Plans statements, runs them where asked for, and asks the shadow for indexes. Errors: those of the server, `consent-needed`. */
export async function explainStatements(input: ExplainInput, world: World): Promise<ExplainOutput> {
  if (input.connection === undefined) throw errors.database.notGiven({ command: "db explain" });
  const text = await statementText(world, input.statement);
  const statements = statementsOf(text);
  await using session = await world.databases.open(
    { url: input.connection },
    { applicationName: "backwright explain", readOnly: true, statementTimeoutMs: input.timeout },
  );
  const asked: Asked[] = [];
  for (const statement of statements) asked.push(await askPlan(world, session, { statement, input }));
  const advice = input.indexes ? await indexAdvice(world, input, text) : NO_ADVICE;
  return {
    database: session.database,
    serverVersion: versionOf(session),
    wasRun: input.analyze,
    statements: asked.map((one, place) => explainedOf(statements[place] ?? "", one)),
    ...advice,
  };
}

/** A file where one has this name; else it is the statement itself. */
async function statementText({ files }: World, given: string): Promise<string> {
  if (given === "-") return await files.readInput();
  const isPath = !/\s/.test(given.trim()) || /\.sql$/i.test(given.trim());
  return isPath && (await files.facts(given))?.kind === "file" ? await files.readText(given) : given;
}

function statementsOf(text: string): readonly string[] {
  const statements = splitStatements(text, "postgresql").statements.map(({ sql }) => sql);
  if (statements.length > 0) return statements;
  throw errors.command.badInput({ problems: ["There is no statement in it."], command: "db explain" });
}

const versionOf = ({ serverVersion }: Session): string =>
  `${Math.floor(serverVersion / 10_000)}.${serverVersion % 10_000}`;

function explainedOf(text: string, { explained, isGeneric }: Asked): ExplainOutput["statements"][number] {
  const nodes = readPlanTree(explained) ?? [];
  const root: unknown = Array.isArray(explained) ? explained[0] : undefined;
  return {
    text,
    cost: nodes[0]?.totalCost ?? 0,
    executionMs: timeOf(root, "Execution Time"),
    planningMs: timeOf(root, "Planning Time"),
    isGeneric,
    nodes,
    remarks: remarksOn(nodes),
  };
}

function timeOf(root: unknown, name: string): number | null {
  const value: unknown = typeof root === "object" && root !== null ? Reflect.get(root, name) : undefined;
  return typeof value === "number" ? value : null;
}

const NOT_TRIED = { verify: false, keep: false, yes: false, showValues: false } as const;

const NO_ADVICE = { indexes: [], whyNot: [], notes: [] } as const;

/** A shadow that cannot be started costs the advice, not the plan. */
async function indexAdvice(
  world: World,
  input: ExplainInput,
  text: string,
): Promise<Pick<ExplainOutput, "indexes" | "whyNot" | "notes">> {
  const { connection: url = "", timeout } = input;
  const wanted = { ...NOT_TRIED, files: [], connection: url, workload: [], timeout };
  const observed = { statements: fromSql(text, "the statement"), origin: "the statement" };
  try {
    const { suggestions, whyNot, notes } = await suggestFor(world, wanted, { url, observed });
    return { indexes: suggestions, whyNot, notes };
  } catch (failure) {
    if (!isBackwrightError(failure)) throw failure;
    return { ...NO_ADVICE, notes: [`No index was looked for: ${failure.message}`] };
  }
}
