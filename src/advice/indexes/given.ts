import { type Catalog, lookupOf, relationKey } from "../../catalog/index.ts";
import { quoteIdentifier, quoteName } from "../../sql/index.ts";
import { type Parser, tablesByName } from "../statements/index.ts";
import { type Candidate, candidateKey } from "./candidates/index.ts";
import { usesIndex } from "./choose/index.ts";
import { helpedQuery } from "./helped-query.ts";
import { namesFor } from "./plan-steps.ts";
import type { HelpedQuery } from "./report.ts";
import { type Built, indexPlanner, type IndexPlanner, type ShadowGround } from "./shadow/index.ts";
import { questionsOf, type WorkloadQuestion, type WorkloadStatement } from "./workload/index.ts";

/** A plain index that somebody has proposed. */
export interface GivenIndex {
  readonly schema: string;
  readonly table: string;
  readonly columns: readonly string[];
}

/** What the planner makes of it. */
export interface GivenPlans {
  /** `orders(user_id)` */
  readonly index: string;
  /** Statements that it makes cheaper, those that gain most first. */
  readonly queries: readonly HelpedQuery[];
  /** The server's words where it could not be built; null where it could. */
  readonly refused: string | null;
}

export interface GivenInput {
  readonly catalog: Catalog;
  readonly workload: readonly WorkloadStatement[];
  readonly parser: Parser;
  readonly ground: ShadowGround;
  readonly given: readonly GivenIndex[];
}

/**
 * The plans of a workload without and with each of the given indexes, by the shadow's planner. An index that no statement of the
 * workload goes by is asked about with a search by its columns, of 0 calls. No constant is told.
 *
 * @example
 * const given = [{ schema: "public", table: "orders", columns: ["user_id"] }];
 * const [one] = await plansWith({ catalog, workload, parser, ground, given });
 * one?.queries[0]?.planAfter[0]?.node; // "Index Scan"
 */
export async function plansWith(input: GivenInput): Promise<readonly GivenPlans[]> {
  const { catalog, ground, parser } = input;
  const { questions } = questionsOf(
    [...input.workload, ...input.given.map(searchOf)],
    tablesByName(catalog.tables),
    parser,
  );
  await using planner = indexPlanner(ground);
  const candidates = input.given.map((one) => candidateOf(catalog, one));
  const { built, refused } = await planner.build(candidates.filter((one) => one !== undefined));
  const told: GivenPlans[] = [];
  for (const [place, one] of input.given.entries()) {
    const candidate = candidates[place];
    const own = built.find(({ key }) => candidate !== undefined && key === candidateKey(candidate));
    const asking = { planner, questions, index: nameOf(one), search: searchOf(one).id, parser };
    const queries = own === undefined ? [] : await queriesWith(own, asking);
    const reason = refused.find((some) => some.candidate === candidate)?.reason ?? "the shadow has no such table";
    told.push({ index: asking.index, queries, refused: own === undefined ? reason : null });
  }
  return told;
}

const nameOf = ({ schema, table, columns }: GivenIndex): string =>
  `${schema === "public" ? "" : `${schema}.`}${table}(${columns.join(", ")})`;

function candidateOf(catalog: Catalog, { schema, table: name, columns }: GivenIndex): Candidate | undefined {
  const table = lookupOf(catalog).table({ schema, name });
  if (table === undefined) return undefined;
  const keys = columns.map((column) => ({
    term: { kind: "column" as const, name: column },
    descending: false,
    nullsFirst: false,
    operatorClass: null,
  }));
  return { table, method: "btree", keys, include: [], predicate: null };
}

/** What it is there for when nobody has asked yet: of a foreign key this is what deleting a parent asks. */
function searchOf({ schema, table, columns }: GivenIndex): WorkloadStatement {
  const conditions = columns.map((name, place) => `${quoteIdentifier(name, "postgresql")} = $${place + 1}`);
  const text = `SELECT * FROM ${quoteName({ schema, name: table }, "postgresql")} WHERE ${conditions.join(" AND ")}`;
  const id = `search ${schema}.${table}(${columns.join(", ")})`;
  return { id, text, calls: 0, meanMs: null, rowsPerCall: null, origin: "a search by its columns" };
}

interface Asking {
  readonly planner: IndexPlanner;
  readonly questions: readonly WorkloadQuestion[];
  readonly index: string;
  /** Of the search that is shown when the workload has none. */
  readonly search: string;
  readonly parser: Parser;
}

const MOST_SHOWN = 3;

async function queriesWith(own: Built, asking: Asking): Promise<readonly HelpedQuery[]> {
  const { questions, search } = asking;
  const table = relationKey(own.candidate.table);
  const seen: HelpedQuery[] = [];
  for (const question of questions.filter(({ tables, statement }) => statement.calls > 0 && tables.has(table)))
    seen.push(...(await plansOf(own, question, asking)));
  const gain = ({ costBefore, costAfter, calls }: HelpedQuery): number => (costBefore - costAfter) * calls;
  if (seen.length > 0) return seen.toSorted((a, b) => gain(b) - gain(a)).slice(0, MOST_SHOWN);
  const alone = questions.find(({ id }) => id === search);
  return alone === undefined ? [] : await plansOf(own, alone, asking);
}

async function plansOf(
  own: Built,
  question: WorkloadQuestion,
  { planner, index, parser }: Asking,
): Promise<readonly HelpedQuery[]> {
  const [without, beside] = [await planner.plan(question, []), await planner.plan(question, [own])];
  if (!("plan" in without) || !("plan" in beside)) return [];
  const [before, after] = [without.plan, beside.plan];
  if (after.cost >= before.cost || !usesIndex(after, own, true)) return [];
  const text = (sql: string): string => parser.normalize(sql) ?? "(text withheld)";
  const telling = { names: namesFor([{ built: own, name: index }]), showValues: false };
  return [helpedQuery(question.statement, { before, after, base: before.cost, text }, telling)];
}
