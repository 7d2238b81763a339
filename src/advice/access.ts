import {
  attempt,
  type Ask,
  type Catalog,
  inSnapshot,
  lookupOf,
  relationKey,
  type Session,
  type Table,
  type TableLookup,
} from "../catalog/index.ts";
import { isRecord } from "../kit/index.ts";
import { quoteIdentifier } from "../sql/index.ts";
import { sqlName } from "./names.ts";

/** What the planner would do to find a table's rows by some columns, whatever the values. */
export interface AccessPlan {
  /** `Seq Scan`, `Index Scan`, `Bitmap Heap Scan`, …; the worst of them where partitions differ. */
  readonly node: string;
  readonly index: string | null;
  readonly estimatedRows: number;
}

export interface Access {
  readonly table: Table;
  readonly equality: readonly string[];
  readonly ranges: readonly string[];
}

/**
 * Asks the server's own planner, read-only and without running anything. The question is built from catalogue names, so
 * no statement's text is ever planned by us: planning can run functions, and a text could name any. Undefined where the
 * role may not read the table or a column's type is not the server's own.
 */
export interface Planner {
  plan(access: Access): Promise<AccessPlan | undefined>;
}

/** Hands a planner to `work`; questions are asked once each. */
export async function withPlanner<Value>(
  session: Session,
  catalog: Pick<Catalog, "tables">,
  work: (planner: Planner) => Promise<Value>,
): Promise<Value> {
  const lookup = lookupOf(catalog);
  return await inSnapshot(session, async (ask) => {
    const answers = new Map<string, AccessPlan | undefined>();
    const plan = async (access: Access): Promise<AccessPlan | undefined> => {
      const key = JSON.stringify([relationKey(access.table), access.equality, access.ranges]);
      if (!answers.has(key)) answers.set(key, isOurs(access.table, lookup) ? await answerOf(ask, access) : undefined);
      return answers.get(key);
    };
    return await work({ plan });
  });
}

/** Planning a foreign table, or a partition that is one, may ask its server. */
const isOurs = (table: Table, lookup: TableLookup): boolean =>
  lookup.leaves(table).every(({ kind }) => kind !== "foreign");

const NAME = "backwright_access";

async function answerOf(ask: Ask, access: Access): Promise<AccessPlan | undefined> {
  const { table, equality, ranges } = access;
  const columns = [...equality, ...ranges];
  if (columns.length === 0 || !columns.every((name) => isBuiltIn(table, name))) return undefined;
  const prepared = await attempt(ask, () => ask(`PREPARE ${NAME} AS ${questionOf(access)}`));
  if (!prepared.done) return undefined;
  try {
    // A generic plan knows no values; all servers have it this way, EXPLAIN (GENERIC_PLAN) only from 16 on.
    await ask("SET LOCAL plan_cache_mode = force_generic_plan");
    const values = columns.map(() => "NULL").join(", ");
    const explained = await attempt(ask, () => ask(`EXPLAIN (FORMAT JSON) EXECUTE ${NAME} (${values})`));
    return explained.done ? planOf(explained.value[0]?.["QUERY PLAN"]) : undefined;
  } finally {
    // Behind a pooler the backend outlives our transaction.
    await ask(`DEALLOCATE ${NAME}`);
  }
}

/** format_type qualifies what is not in pg_catalog; such a type may bring its own equality (citext). */
function isBuiltIn(table: Table, name: string): boolean {
  return table.columns.some((column) => column.name === name && !column.type.includes("."));
}

function questionOf({ table, equality, ranges }: Access): string {
  const quoted = (name: string): string => quoteIdentifier(name, "postgresql");
  const conditions = [
    ...equality.map((name, place) => `${quoted(name)} = $${place + 1}`),
    ...ranges.map((name, place) => `${quoted(name)} > $${equality.length + place + 1}`),
  ];
  return `SELECT 1 FROM ${sqlName(table)} WHERE ${conditions.join(" AND ")}`;
}

function planOf(explained: unknown): AccessPlan | undefined {
  const document: unknown = typeof explained === "string" ? JSON.parse(explained) : explained;
  const root: unknown = Array.isArray(document) ? document[0] : undefined;
  const plan = isRecord(root) ? root["Plan"] : undefined;
  const scans = scansOf(plan);
  const worst = scans.find(({ node }) => node === "Seq Scan") ?? scans[0];
  const rows = isRecord(plan) && typeof plan["Plan Rows"] === "number" ? plan["Plan Rows"] : 0;
  return worst === undefined ? undefined : { ...worst, estimatedRows: rows };
}

function scansOf(plan: unknown): readonly Omit<AccessPlan, "estimatedRows">[] {
  if (!isRecord(plan)) return [];
  const below = Array.isArray(plan["Plans"]) ? plan["Plans"].flatMap(scansOf) : [];
  const node = plan["Node Type"];
  if (typeof node !== "string" || typeof plan["Relation Name"] !== "string") return below;
  const own = typeof plan["Index Name"] === "string" ? plan["Index Name"] : null;
  return [{ node, index: own ?? indexBelow(plan) }];
}

/** A bitmap scan names its index one level down. */
function indexBelow(plan: Readonly<Record<string, unknown>>): string | null {
  const parts = Array.isArray(plan["Plans"]) ? plan["Plans"].filter(isRecord) : [];
  const named = parts.find((part) => typeof part["Index Name"] === "string");
  return typeof named?.["Index Name"] === "string" ? named["Index Name"] : null;
}
