import type { Session, TableIndex } from "../../../catalog/index.ts";
import type { Keeping } from "../../keeping.ts";
import type { Built } from "../shadow/index.ts";
import type { WorkloadQuestion } from "../workload/index.ts";
import type { Candidate } from "../candidates/index.ts";

/** An index that is there and that a new one makes unnecessary. */
export interface Redundant {
  readonly index: TableIndex;
  readonly by: Built;
  /** Statements of the workload that use it now and were asked about without it. */
  readonly asked: number;
}

export interface RedundantInput {
  readonly chosen: readonly Built[];
  readonly questions: readonly WorkloadQuestion[];
  readonly keeping: Keeping;
  readonly warden: Session;
  /** What a question costs now that the chosen ones are on. */
  readonly cost: (question: WorkloadQuestion) => Promise<number | undefined>;
}

/**
 * Indexes whose keys a new index begins with, and without which no statement of the workload gets dearer: each is switched off in the
 * shadow and the statements of its table are asked about again.
 */
export async function redundantIndexes(input: RedundantInput): Promise<readonly Redundant[]> {
  const found: Redundant[] = [];
  for (const by of input.chosen)
    for (const index of by.candidate.table.indexes) {
      if (!isCovered(index, by.candidate) || input.keeping.mustStay(index, by.candidate.table)) continue;
      if (found.some((one) => one.index === index)) continue;
      const asked = await askWithout(input, index, by);
      if (asked !== undefined) found.push({ index, by, asked });
    }
  return found;
}

function isCovered(index: TableIndex, { method, keys, predicate, include }: Candidate): boolean {
  if (index.method !== "btree" || method !== "btree" || index.unique || predicate !== null || !index.valid)
    return false;
  if (index.predicate !== null || index.keys.length > keys.length) return false;
  const held = new Set([...keys.flatMap(({ term }) => (term.kind === "column" ? [term.name] : [])), ...include]);
  if (!index.include.every((name) => held.has(name))) return false;
  return index.keys.every((key, place) => {
    const own = keys[place];
    const isSame = own?.term.kind === "column" && own.term.name === key.column;
    return isSame && key.isDefaultOperatorClass && own.operatorClass === null && key.descending === own.descending;
  });
}

const SWITCH = `UPDATE pg_catalog.pg_index SET indisvalid = $3::boolean WHERE indexrelid =
  (SELECT c.oid FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = $1::text AND c.relname = $2::text)`;

/** How much dearer a statement may get by a wider index in the narrow one's place. */
const DEARER = 1.1;
const A_PAGE = 4;

async function askWithout(
  { questions, warden, cost }: RedundantInput,
  index: TableIndex,
  by: Built,
): Promise<number | undefined> {
  const concerned = questions.filter(({ needs }) => needs.some(({ table }) => table === by.candidate.table));
  const before = await costsOf(concerned, cost);
  await warden.query(SWITCH, [index.schema, index.name, false]);
  try {
    const after = await costsOf(concerned, cost);
    const isMissed = after.some((value, place) => value > (before[place] ?? 0) * DEARER + A_PAGE);
    return isMissed ? undefined : concerned.length;
  } finally {
    await warden.query(SWITCH, [index.schema, index.name, true]);
  }
}

async function costsOf(
  questions: readonly WorkloadQuestion[],
  cost: RedundantInput["cost"],
): Promise<readonly number[]> {
  const costs: number[] = [];
  for (const question of questions) costs.push((await cost(question)) ?? 0);
  return costs;
}
