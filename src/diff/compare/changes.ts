import { facetId } from "../facets/facet.ts";
import type { ObjectId } from "../../catalog/schema/index.ts";
import type { Alteration } from "../kinds/action.ts";
import { STANDING_ON_A_COLUMN } from "../kinds/column-type.ts";
import type { Context } from "../kinds/kind.ts";
import { isSameFact } from "./content.ts";
import type { Fact, Facts } from "./fact.ts";

/** What has to happen, by fact. A fact that is made anew is both dropped and created. */
export interface Changes {
  readonly created: ReadonlySet<ObjectId>;
  readonly dropped: ReadonlySet<ObjectId>;
  readonly altered: ReadonlyMap<ObjectId, Alteration>;
  /** Types in whose place others of the same names come. */
  readonly replaced: ReadonlySet<ObjectId>;
}

/** Makes a context that answers from the sets as they are now. */
export type ContextOf = (changes: Pick<Changes, "created" | "dropped" | "replaced">) => Context;

interface Working {
  readonly current: Facts;
  readonly desired: Facts;
  readonly created: Set<ObjectId>;
  readonly dropped: Set<ObjectId>;
  readonly replaced: Set<ObjectId>;
  altered: ReadonlyMap<ObjectId, Alteration>;
}

/**
 * Compares two states: what is missing, what is too much, what differs; and what has to be made anew because of it: parts of
 * what is made anew, and what stands on what goes.
 */
export function changesBetween(current: Facts, desired: Facts, contextOf: ContextOf): Changes {
  const working: Working = {
    current,
    desired,
    created: new Set([...desired.byId.keys()].filter((id) => !current.byId.has(id))),
    dropped: new Set([...current.byId.keys()].filter((id) => !desired.byId.has(id))),
    replaced: new Set(),
    altered: new Map(),
  };
  const context = contextOf(working);
  const parts = partsByWhole(current);
  const candidates = [...current.byId.values()].filter(
    (fact) => differs(fact, desired) || (fact.maker.isTouched !== undefined && desired.byId.has(fact.id)),
  );
  // Each round makes more anew, so there are at most as many as facts.
  for (let size = -1; size !== sizeOf(working);) {
    size = sizeOf(working);
    alterAll(working, candidates, context);
    spread(working, parts);
    if (size === sizeOf(working)) renewWholes(working, parts);
  }
  return working;
}

const sizeOf = ({ dropped, created, replaced }: Working): number => dropped.size + created.size + replaced.size;

const differs = (fact: Fact, desired: Facts): boolean => {
  const wanted = desired.byId.get(fact.id);
  return wanted !== undefined && !isSameFact(wanted, fact);
};

function alterAll(working: Working, candidates: readonly Fact[], context: Context): void {
  const altered = new Map<ObjectId, Alteration>();
  for (const fact of candidates) {
    const wanted = working.desired.byId.get(fact.id);
    if (wanted === undefined || working.dropped.has(fact.id)) continue;
    if (isSameFact(wanted, fact) && fact.maker.isTouched?.(wanted.object, context) !== true) continue;
    const alteration = fact.maker.alter(fact.object, wanted.object, context);
    if (alteration === "recreate") renew(working, fact.id);
    else altered.set(fact.id, alteration);
    if (alteration !== "recreate" && alteration.isReplaced === true) working.replaced.add(fact.id);
  }
  working.altered = altered;
}

function renew(working: Working, id: ObjectId): void {
  working.dropped.add(id);
  if (working.desired.byId.has(id)) working.created.add(id);
}

/** Everything that cannot stay where something else goes or is disturbed. */
function spread(working: Working, parts: Parts): void {
  const queue = [...working.dropped];
  for (const [id, { actions, disturbs }] of working.altered) {
    const through = actions.flatMap(({ changes }) => changes ?? []);
    const dependants = [
      ...disturbed(working.current, id, disturbs),
      ...through.flatMap((one) => disturbed(working.current, one, STANDING_ON_A_COLUMN)),
    ];
    for (const dependant of dependants) enqueue(working, dependant, queue);
  }
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    for (const dependant of working.current.neededBy.get(id) ?? [])
      if (goesToo(working, dependant, id)) enqueue(working, dependant, queue);
    for (const part of parts.get(id) ?? []) enqueue(working, part, queue);
  }
}

/** The index or key of a partition cannot go while the whole's stays: that is made anew. */
function renewWholes(working: Working, parts: Parts): void {
  const { current, dropped } = working;
  const leaves = (table: string): boolean => dropped.has(table) || dropped.has(facetId("partition", table));
  const wholes = [...dropped].flatMap((id) => {
    const object = current.byId.get(id)?.object;
    const isGoing = object?.kind === "index" && object.id === id && !leaves(object.parent ?? "");
    const whole = isGoing && object.partitionOf !== null ? current.byId.get(object.partitionOf)?.object : undefined;
    return whole?.kind === "index" ? [whole.constraint ?? whole.id] : [];
  });
  for (const id of wholes) if (!dropped.has(id)) renew(working, id);
  spread(working, parts);
}

type Parts = ReadonlyMap<ObjectId, readonly ObjectId[]>;

const PARTS = new Set(["index", "constraint", "trigger"]);

/** What the server drops along with the index, key or trigger of a whole table, even where the partition shall keep it. */
function partsByWhole({ byId }: Facts): Parts {
  const parts = new Map<ObjectId, ObjectId[]>();
  for (const { id, kind, goesWith } of byId.values())
    if (PARTS.has(kind))
      for (const whole of goesWith) {
        const list = parts.get(whole);
        if (list === undefined) parts.set(whole, [id]);
        else list.push(id);
      }
  return parts;
}

function enqueue(working: Working, id: ObjectId, queue: ObjectId[]): void {
  if (working.dropped.has(id)) return;
  renew(working, id);
  queue.push(id);
}

function disturbed(facts: Facts, id: ObjectId, which: Alteration["disturbs"]): readonly ObjectId[] {
  if (which === undefined) return [];
  const through = which.includes("reference") ? referencesThroughKeys(facts, id) : [];
  const standing = [...(facts.neededBy.get(id) ?? [])].filter((dependant) => {
    const fact = facts.byId.get(dependant);
    if (fact === undefined || facts.isSoft(dependant, id)) return false;
    if (which.includes("foreign-key") && isForeignKey(fact)) return true;
    return which === "all" ? fact.parent !== id : which.includes(fact.kind);
  });
  return [...standing, ...through];
}

/** The server makes a key anew under a new type, but not a foreign key that needs the key and not the column (one of INCLUDE). */
function referencesThroughKeys({ byId, needs, neededBy }: Facts, id: ObjectId): readonly ObjectId[] {
  const reached = new Set<ObjectId>([id]);
  for (const holder of reached)
    for (const user of neededBy.get(holder) ?? []) if (/^\["(?:constraint|index)"/.test(user)) reached.add(user);
  return [...reached].filter((user) => {
    const fact = byId.get(user);
    return fact !== undefined && isForeignKey(fact) && needs.get(user)?.has(id) !== true;
  });
}

const isForeignKey = ({ object }: Fact): boolean =>
  object.kind === "constraint" && object.constraintKind === "foreign-key";

/** What needs it in the end as well has to be made anew; what no longer does is altered before. */
function goesToo({ current, desired, altered }: Working, dependant: ObjectId, id: ObjectId): boolean {
  const fact = current.byId.get(dependant);
  if (fact === undefined || !desired.byId.has(dependant)) return false;
  if (fact.parent === id) return true;
  if (current.isSoft(dependant, id)) return false;
  if (desired.needs.get(dependant)?.has(id) === true) return true;
  // The same text, standing on something else: an argument's default, a name found along another search path.
  return !altered.has(dependant) && !HOLD_ROWS.has(fact.kind);
}

const HOLD_ROWS = new Set(["table", "column", "sequence", "schema"]);
