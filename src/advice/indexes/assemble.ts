import type { Catalog, Table } from "../../catalog/index.ts";
import { createIndex } from "../create-index.ts";
import { dropOf } from "../drop-index.ts";
import { indexName, takenNames, type TakenNames } from "../index-name.ts";
import { sqlName } from "../names.ts";
import { quoteIdentifier } from "../../sql/index.ts";
import { bodyOf, type Candidate, nameWords } from "./candidates/index.ts";
import type { Costs, Harvest, Redundant } from "./choose/index.ts";
import { usesIndex, writePrice } from "./choose/index.ts";
import { helpedQuery } from "./helped-query.ts";
import { namesFor, type Telling } from "./plan-steps.ts";
import type { HelpedQuery, IndexSuggestion } from "./report.ts";
import type { Built } from "./shadow/index.ts";

export interface AssembleInput {
  readonly catalog: Catalog;
  readonly chosen: readonly Built[];
  readonly harvests: readonly Harvest[];
  readonly redundant: readonly Redundant[];
  readonly costs: Costs;
  readonly mayReach: boolean;
  /** A statement's text as it may be shown. */
  readonly textOf: (text: string) => string;
  /** Plans are shown with their constants. */
  readonly showValues: boolean;
}

const PAGE_BYTES = 8_192;

/** The chosen indexes with names, statements, figures, and the queries that each helps once all are there. */
export async function assemble(input: AssembleInput): Promise<readonly IndexSuggestion[]> {
  const names = namer(takenNames(input.catalog));
  const suggestions: IndexSuggestion[] = [];
  const changes = input.chosen.map((built) => ({ built, ...changeOf(input.catalog, built.candidate, names) }));
  const telling = { names: namesFor(changes), showValues: input.showValues };
  for (const { built, ...change } of changes) {
    const queries = await helped(input, built, telling);
    const { schema, name: table } = built.candidate.table;
    const price = writePrice(
      built,
      input.harvests.map(({ question }) => question),
    );
    suggestions.push({
      schema,
      table,
      ...change,
      kind: kindOf(built.candidate),
      sizeBytes: built.pages * PAGE_BYTES,
      writeEntries: price.entries,
      writeCost: price.cost,
      saving: queries.reduce((sum, { costBefore, costAfter, calls }) => sum + (costBefore - costAfter) * calls, 0),
      queries,
      replaces: input.redundant.filter(({ by }) => by === built).map((one) => replaced(one, built.candidate.table)),
    });
  }
  return suggestions.toSorted((a, b) => b.saving - a.saving);
}

const replaced = ({ index }: Redundant, table: Table): IndexSuggestion["replaces"][number] => ({
  index: index.name,
  sizeBytes: index.sizeBytes,
  drop: dropOf(table, index).up.join("\n"),
});

type Namer = (table: Table, words: readonly string[]) => string;

/** No two of the new ones get the same name. */
function namer(taken: TakenNames): Namer {
  const given = new Map([...taken].map(([schema, names]) => [schema, new Set(names)]));
  return ({ schema, name }, words) => {
    const names = given.get(schema) ?? new Set<string>();
    const own = indexName(name, words, names);
    given.set(schema, names.add(own));
    return own;
  };
}

function changeOf(catalog: Catalog, candidate: Candidate, names: Namer): Pick<IndexSuggestion, "name" | "up" | "down"> {
  const { table } = candidate;
  const words = nameWords(candidate);
  const name = names(table, words);
  if (table.kind === "partitioned") return { name, ...ofPartitioned(catalog, candidate, name) };
  return {
    name,
    up: [`CREATE INDEX CONCURRENTLY ${quoteIdentifier(name, "postgresql")} ON ${sqlName(table)} ${bodyOf(candidate)};`],
    down: [`DROP INDEX CONCURRENTLY IF EXISTS ${sqlName({ schema: table.schema, name })};`],
  };
}

/** Built on each partition concurrently where it is one of plain columns; else under a lock, and said so by its statement. */
function ofPartitioned(catalog: Catalog, candidate: Candidate, name: string): Pick<IndexSuggestion, "up" | "down"> {
  const { table, keys, include, predicate, method } = candidate;
  const columns = keys.flatMap(({ term, descending, operatorClass }) =>
    term.kind === "column" && !descending && operatorClass === null ? [term.name] : [],
  );
  if (method === "btree" && columns.length === keys.length && include.length === 0 && predicate === null)
    return createIndex({ catalog, taken: takenNames(catalog) }, table, columns);
  return {
    up: [`CREATE INDEX ${quoteIdentifier(name, "postgresql")} ON ${sqlName(table)} ${bodyOf(candidate)};`],
    down: [`DROP INDEX IF EXISTS ${sqlName({ schema: table.schema, name })};`],
  };
}

function kindOf({ method, keys, include, predicate }: Candidate): IndexSuggestion["kind"] {
  if (method !== "btree") return method;
  if (predicate !== null) return "partial";
  if (keys.some(({ term }) => term.kind === "expression")) return "expression";
  if (include.length > 0) return "covering";
  return keys.length === 1 ? "single" : "composite";
}

async function helped(input: AssembleInput, built: Built, telling: Telling): Promise<readonly HelpedQuery[]> {
  const queries: HelpedQuery[] = [];
  for (const { question, base } of input.harvests) {
    const [before, after] = [await input.costs.planOf(question, []), await input.costs.planOf(question, input.chosen)];
    if (before === undefined || after === undefined || after.cost >= base || !usesIndex(after, built, input.mayReach))
      continue;
    queries.push(helpedQuery(question.statement, { before, after, base, text: input.textOf }, telling));
  }
  return queries;
}
