import { isSameRelation, type RelationName } from "../../catalog/index.ts";
import { relationOf } from "../tree/names.ts";
import { fieldsOf, isSet, listOf, nodesOf, textOf, treeOf } from "../tree/node.ts";
import { isOn, optionsOf } from "../tree/options.ts";
import { labour, lock, UNNAMED, type Effect, type Moment } from "./effect.ts";

const AX = "access-exclusive";
const SUE = "share-update-exclusive";

/** VACUUM, ANALYZE, CLUSTER, REFRESH MATERIALIZED VIEW and TRUNCATE. */
export function maintenanceEffects(moment: Moment): readonly Effect[] {
  const { kind, fields } = moment.statement.node;
  if (kind === "VacuumStmt") return vacuum(moment);
  if (kind === "ClusterStmt") return cluster(moment);
  if (kind === "TruncateStmt") return truncate(moment);
  if (kind !== "RefreshMatViewStmt") return [];
  const view = relationOf(treeOf(fields, "relation"));
  if (isSet(fields, "skipData"))
    return [labour(view, { mode: AX, work: "rewrite", cause: "refresh-view-blocking", evidence: { isEmptied: true } })];
  if (isSet(fields, "concurrent"))
    return [labour(view, { mode: "exclusive", work: "build", cause: "concurrent-build" })];
  return [labour(view, { mode: AX, work: "rewrite", cause: "refresh-view-blocking" })];
}

function vacuum({ statement: { node }, knowledge }: Moment): readonly Effect[] {
  const options = optionsOf(node.fields, "options");
  const isFull = isOn(options, "full");
  if (isOn(options, "only_database_stats")) return [];
  const named = listOf(node.fields, "rels").map((each) =>
    relationOf(treeOf(fieldsOf(each, "VacuumRelation"), "relation")),
  );
  const tables: readonly RelationName[] = named.length > 0 ? named : everywhere(knowledge);
  if (!isFull) return tables.map((table) => lock(table, SUE));
  return tables.map((table) => labour(table, { mode: AX, work: "rewrite", cause: "vacuum-full-rewrite" }));
}

function everywhere({ context: { target } }: Moment["knowledge"]): readonly RelationName[] {
  return target === undefined ? [UNNAMED] : [...target.tables, ...target.materializedViews];
}

function cluster({ statement: { node }, knowledge }: Moment): readonly Effect[] {
  const named = treeOf(node.fields, "relation");
  const marked = knowledge.context.target?.tables.filter(({ indexes }) => indexes.some(({ clustered }) => clustered));
  const tables: readonly RelationName[] = named === undefined ? (marked ?? [UNNAMED]) : [relationOf(named)];
  return tables.map((table) => labour(table, { mode: AX, work: "rewrite", cause: "cluster-rewrite" }));
}

/** Files are made new and empty: an instant, whatever was in them. */
function truncate({ statement: { node }, knowledge }: Moment): readonly Effect[] {
  const named = nodesOf(listOf(node.fields, "relations"), "RangeVar");
  const tables = named.map(relationOf);
  const below = named.filter((one) => isSet(one, "inh")).flatMap((one) => knowledge.partitions(relationOf(one)));
  const cascade =
    textOf(node.fields, "behavior") === "DROP_CASCADE" ? tables.flatMap((table) => referringTo(knowledge, table)) : [];
  return [...tables, ...below, ...cascade].map((table) => lock(table, AX));
}

/** The tables that refer to one, and those that refer to them. */
function referringTo(
  knowledge: Moment["knowledge"],
  table: RelationName,
  seen: readonly RelationName[] = [],
): readonly RelationName[] {
  const next = knowledge.referring(table).filter((one) => !seen.some((before) => isSameRelation(before, one)));
  return [...next, ...next.flatMap((one) => referringTo(knowledge, one, seen.concat(next)))];
}
