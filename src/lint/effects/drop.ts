import type { RelationName } from "../../catalog/index.ts";
import { droppedRelations, relationFromKey } from "../history.ts";
import { isSet, listOf, textOf } from "../tree/node.ts";
import { nameOf, objectWords } from "../tree/names.ts";
import { neighboursOf } from "./dropped-key.ts";
import type { ObjectName } from "../target.ts";
import { goingWith } from "./dependents.ts";
import { lock, UNNAMED, type Effect, type Moment } from "./effect.ts";

const AX = "access-exclusive";

/** DROP of relations, and of what hangs on one. */
export function dropEffects(moment: Moment): readonly Effect[] {
  const { kind: statement, fields } = moment.statement.node;
  if (statement !== "DropStmt") return [];
  const type = (textOf(fields, "removeType") ?? "").replace("OBJECT_", "");
  if (type === "INDEX") return droppedRelations(fields).flatMap((index) => dropIndex(moment, index));
  if (/^(?:TABLE|FOREIGN_TABLE)$/.test(type))
    return droppedRelations(fields).flatMap((table) => dropTable(moment, table));
  if (/^(?:VIEW|MATVIEW)$/.test(type))
    return droppedRelations(fields).flatMap((one) => [lock(one, AX)].concat(withDependents(moment, "relation", one)));
  if (type === "SCHEMA" && isCascade(moment)) return inSchemas(moment);
  if (type === "STATISTIC_EXT") return droppedRelations(fields).flatMap((one) => ofStatistics(moment, one));
  const kind = KINDS.get(type);
  if (kind !== undefined) return droppedRelations(fields).flatMap((one) => withDependents(moment, kind, one));
  if (/^(?:TRIGGER|POLICY|RULE)$/.test(type))
    return listOf(fields, "objects").map((object) => lock(tableOf(object), AX));
  return [];
}

const KINDS: ReadonlyMap<string, ObjectName["kind"]> = new Map([
  ["TYPE", "type"],
  ["DOMAIN", "type"],
  ["FUNCTION", "function"],
  ["PROCEDURE", "function"],
  ["ROUTINE", "function"],
  ["AGGREGATE", "function"],
  ["SEQUENCE", "relation"],
]);

function withDependents(moment: Moment, kind: ObjectName["kind"], { schema, name }: RelationName): readonly Effect[] {
  const objects = [{ kind, schema, name, column: null }];
  const { target } = moment.knowledge.context;
  return goingWith(target, { objects, isCascade: isCascade(moment) }).map((one) => lock(one, AX));
}

function ofStatistics({ knowledge }: Moment, { schema, name }: RelationName): readonly Effect[] {
  const found = knowledge.context.target?.statistics.filter((one) => one.name === name && one.schema === schema) ?? [];
  return found.map(({ table }) => lock(table, "share-update-exclusive"));
}

const isCascade = ({ statement }: Moment): boolean => textOf(statement.node.fields, "behavior") === "DROP_CASCADE";

/** Everything that goes with a schema. */
function inSchemas({ statement, knowledge }: Moment): readonly Effect[] {
  const schemas = new Set(droppedRelations(statement.node.fields).map(({ name }) => name));
  const { tables = [], materializedViews = [] } = knowledge.context.target ?? {};
  return [...tables, ...materializedViews].filter(({ schema }) => schemas.has(schema)).map((one) => lock(one, AX));
}

/** `[schema, table, trigger]` without its last word. */
const tableOf = (object: unknown): RelationName => nameOf(objectWords(object).slice(0, -1));

function dropIndex({ statement, knowledge }: Moment, index: RelationName): readonly Effect[] {
  const mode = isSet(statement.node.fields, "concurrent") ? "share-update-exclusive" : AX;
  const { target } = knowledge.context;
  if (target === undefined) return [lock(tableIn(knowledge, index) ?? UNNAMED, mode)];
  const table = knowledge.indexOwner(index);
  const view = target.materializedViews.find(({ indexes }) => indexes.some(({ name }) => name === index.name));
  const parts = table === undefined || mode !== AX ? [] : knowledge.partitions(table);
  return [table ?? view, ...parts].flatMap((one) => (one === undefined ? [] : [lock(one, mode)]));
}

/** The table of an index that the file itself has made. */
function tableIn({ history }: Moment["knowledge"], { name }: RelationName): RelationName | undefined {
  const made = history.indexes.named(name)[0];
  return made === undefined ? undefined : relationFromKey(made.table);
}

function dropTable(moment: Moment, table: RelationName): readonly Effect[] {
  const parts = moment.knowledge.partitions(table);
  const parent = moment.knowledge.table(table)?.partitionOf ?? undefined;
  return [
    lock(table, AX),
    ...parts.filter(({ partitionOf }) => partitionOf !== null || isCascade(moment)).map((part) => lock(part, AX)),
    ...neighboursOf(moment, table).map((other) => lock(other, AX)),
    ...withDependents(moment, "relation", table),
    ...(parent === undefined ? [] : [lock(parent, AX)]),
  ];
}
