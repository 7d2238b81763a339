import type { Session } from "../../catalog/index.ts";
import { batchedSql } from "./judge/batched.ts";
import { readRelations, type Relations } from "./judge/relations.ts";
import type { SuspectedPair } from "./risk.ts";
import { scanSql } from "./sql/scan.ts";
import { shapeOf, type Shape } from "./sql/shape.ts";
import { TYPE } from "./wire/hash.ts";

/** A statement and how often the requests of one route ran it. */
export interface CountedShape {
  readonly statement: string;
  readonly calls: number;
  readonly rows: number;
}

export interface CountedRequests {
  readonly route: string;
  readonly requests: number;
  readonly statements: readonly CountedShape[];
}

/** Counts and a foreign key speak for an N+1; values were not to be seen, so it is not proven. */
export interface Suspected {
  readonly route: string;
  readonly parent: string;
  readonly child: string;
  /** `order_items.order_id -> orders.id` */
  readonly foreignKey: string;
  readonly perRequest: number;
}

const FEWEST = 5;
/** So far may the number of lookups be from the number of rows that the list gave, as a share. */
const OFF = 0.1;

/** What counts let one suspect. Errors: those of the session. */
export async function suspectedIn(session: Session, routes: readonly CountedRequests[]): Promise<readonly Suspected[]> {
  const relations = await readRelations(session, []);
  return routes.flatMap((route) => suspectedOf(route, relations));
}

/**
 * A list, and a lookup that runs five times a request or more, about once for each row of the list, and compares a column that a foreign
 * key joins with the list's table. A foreign key alone, or equal numbers alone, say nothing.
 */
export function suspectedOf(
  { route, requests, statements }: CountedRequests,
  relations: Relations,
): readonly Suspected[] {
  const shaped = statements.map((one) => ({ ...one, shape: shapeOfText(one.statement) }));
  const lookups = shaped.filter(({ calls }) => calls >= FEWEST * requests);
  return lookups.flatMap((child) => {
    const found = shaped
      .filter((parent) => parent !== child && isListFor(parent, child))
      .flatMap((parent) => {
        const foreignKey = keyBetween(parent.shape, child.shape, relations);
        return foreignKey === undefined ? [] : [{ parent, foreignKey }];
      });
    const [first] = found;
    if (first === undefined) return [];
    const { parent, foreignKey } = first;
    return [
      { route, parent: parent.statement, child: child.statement, foreignKey, perRequest: child.calls / requests },
    ];
  });
}

/** What counts say of the whole time that they were taken: the same rule, and more of it, since nobody knows the requests. */
export async function suspectedPairs(
  session: Pick<Session, "query">,
  statements: readonly CountedShape[],
): Promise<readonly SuspectedPair[]> {
  const relations = await readRelations(session, []);
  return suspectedPairsOf(statements, relations);
}

const FEWEST_LISTS = 3;
const FEWEST_LOOKUPS = 25;

/** @example suspectedPairsOf([], { tables: new Map(), foreignKeys: [] }); // [] */
export function suspectedPairsOf(statements: readonly CountedShape[], relations: Relations): readonly SuspectedPair[] {
  const shaped = statements.map((one) => ({ ...one, shape: shapeOfText(one.statement) }));
  const lookups = shaped.filter(({ calls, shape }) => calls >= FEWEST_LOOKUPS && shape.comparisons.length > 0);
  return lookups.flatMap((child) => {
    const found = shaped
      .filter(
        (parent) => parent !== child && parent.calls >= FEWEST_LISTS && isList(parent) && isListFor(parent, child),
      )
      .flatMap((parent) => {
        const foreignKey = keyBetween(parent.shape, child.shape, relations);
        return foreignKey === undefined ? [] : [{ parent, foreignKey }];
      });
    const [first] = found;
    return first === undefined ? [] : [pairOf(first.parent, child, first.foreignKey)];
  });
}

const isList = ({ shape }: Shaped): boolean => shape.verb === "select";

function pairOf(parent: Shaped, child: Shaped, foreignKey: string): SuspectedPair {
  const [comparison] = child.shape.comparisons;
  const key = scanSql(child.statement)[0]?.key ?? "";
  const single = { key, input: comparison?.input ?? 0, type: TYPE.int8, verb: child.shape.verb, isAtMostOne: false };
  return {
    class: "suspected",
    parent: parent.statement,
    child: child.statement,
    foreignKey,
    parentCalls: parent.calls,
    parentRows: parent.rows,
    childCalls: child.calls,
    batchedSql: batchedSql(single),
  };
}

interface Shaped extends CountedShape {
  readonly shape: Shape;
}

/** A comparison with a list of keys asks once for all of them. */
function shapeOfText(text: string): Shape {
  const [scanned] = scanSql(text);
  const shape = shapeOf(scanned?.key ?? "");
  // PostgreSQL 18 keeps the first value of a list, and a comment for the rest.
  if (scanned === undefined || text.includes("/*, ... */")) return { ...shape, comparisons: [] };
  return { ...shape, comparisons: shape.comparisons.filter(({ input }) => scanned.inputs[input]?.kind !== "list") };
}

function isListFor(parent: CountedShape, child: CountedShape): boolean {
  if (parent.calls === 0 || parent.rows < FEWEST * parent.calls || parent.calls * FEWEST > child.calls) return false;
  // A page asks for one row more, to know whether there is a next one.
  const most = parent.rows * (1 + OFF);
  const least = (parent.rows - parent.calls) * (1 - OFF);
  return child.calls >= least && child.calls <= most;
}

function keyBetween(parent: Shape, child: Shape, { foreignKeys }: Relations): string | undefined {
  const tables = new Set(parent.tables.map(({ name }) => name));
  const compared = new Set(child.comparisons.map(({ column, table }) => `${table?.name ?? ""}.${column}`));
  const found = foreignKeys.find(({ from, to }) => {
    const isChild = compared.has(`${from.table}.${from.column}`) && tables.has(to.table);
    const isLookup = compared.has(`${to.table}.${to.column}`) && tables.has(from.table);
    return isChild || isLookup;
  });
  return found === undefined
    ? undefined
    : `${found.from.table}.${found.from.column} -> ${found.to.table}.${found.to.column}`;
}
