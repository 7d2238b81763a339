// Extend (Schlosser, Kossmann, Boissier: Efficient Scalable Multi-attribute Index Selection Using Recursive Strategies, ICDE 2019), written
// from the paper: start with nothing; in each step either add an index of one attribute or append an attribute to one that is chosen;
// take the step with the most benefit per additional byte that fits the budget; end when no step lowers the cost by a minimum.
import { type Candidate, plainCandidate } from "./plain.ts";
import type { Hypothetical } from "./hypothetical.ts";
import type { Table } from "../../../src/catalog/index.ts";
import type { Built, Question } from "../../../src/advice/indexes/shadow/index.ts";

export interface Attribute {
  readonly table: Table;
  readonly column: string;
}

export interface ExtendInput {
  readonly planner: Hypothetical;
  readonly questions: readonly (Question & { readonly columns: ReadonlySet<string>; readonly calls: number })[];
  readonly attributes: readonly Attribute[];
  readonly budgetBytes: number;
  readonly width: number;
}

export interface ExtendResult {
  readonly chosen: readonly Built[];
  /** Questions to the planner: answers that were known were not asked for again. */
  readonly calls: number;
}

/** A step must lower the workload's cost by 0.3 %. */
const LEAST_IMPROVEMENT = 1.003;
const PAGE_BYTES = 8_192;

export const columnKey = (table: Table, column: string): string => `${table.name}.${column}`;

export async function extend({
  planner,
  questions,
  attributes,
  budgetBytes,
  width,
}: ExtendInput): Promise<ExtendResult> {
  const answers = new Map<string, number>();
  let calls = 0;

  /** An index matters to a query that names one of its columns. */
  async function costOf(question: ExtendInput["questions"][number], on: readonly Built[]): Promise<number> {
    const relevant = on.filter(({ candidate }) =>
      columnsOf(candidate).some((column) => question.columns.has(columnKey(candidate.table, column))),
    );
    const key = [question.id, ...relevant.map((one) => one.key).toSorted()].join("\n");
    const known = answers.get(key);
    if (known !== undefined) return known;
    calls += 1;
    const answer = await planner.ask(question, relevant);
    const cost = ("plan" in answer ? answer.plan.cost : Number.POSITIVE_INFINITY) * question.calls;
    answers.set(key, cost);
    return cost;
  }

  async function totalOf(on: readonly Built[]): Promise<number> {
    let total = 0;
    for (const question of questions) total += await costOf(question, on);
    return total;
  }

  const sizeOf = (on: readonly Built[]): number => on.reduce((sum, { pages }) => sum + pages * PAGE_BYTES, 0);
  let chosen: readonly Built[] = [];
  let cost = await totalOf([]);
  for (;;) {
    let best: { readonly next: readonly Built[]; readonly cost: number; readonly ratio: number } | undefined;
    for (const next of await steps(planner, { chosen, attributes, width })) {
      const added = sizeOf(next) - sizeOf(chosen);
      if (sizeOf(next) > budgetBytes) continue;
      const after = await totalOf(next);
      if (after * LEAST_IMPROVEMENT >= cost) continue;
      const ratio = (cost - after) / Math.max(PAGE_BYTES, added);
      if (best === undefined || ratio > best.ratio) best = { next, cost: after, ratio };
    }
    if (best === undefined) return { chosen, calls };
    ({ next: chosen, cost } = best);
  }
}

const columnsOf = ({ keys }: Candidate): readonly string[] =>
  keys.flatMap(({ term }) => (term.kind === "column" ? [term.name] : []));

async function steps(
  planner: Hypothetical,
  { chosen, attributes, width }: Pick<ExtendInput, "attributes" | "width"> & { readonly chosen: readonly Built[] },
): Promise<readonly (readonly Built[])[]> {
  const taken = new Set(chosen.map(({ key }) => key));
  const found: (readonly Built[])[] = [];
  for (const { table, column } of attributes) {
    const single = await planner.indexOf(plainCandidate(table, [column]));
    if (single !== undefined && !taken.has(single.key)) found.push([...chosen, single]);
    for (const one of chosen) {
      const columns = columnsOf(one.candidate);
      if (one.candidate.table !== table || columns.length >= width || columns.includes(column)) continue;
      const longer = await planner.indexOf(plainCandidate(table, [...columns, column]));
      if (longer !== undefined && !taken.has(longer.key))
        found.push([...chosen.filter((other) => other !== one), longer]);
    }
  }
  return found;
}
