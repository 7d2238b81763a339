import type { RelationName } from "../../catalog/index.ts";
import { droppedRelations, relationFromKey } from "../history.ts";
import { isSet, listOf, textOf } from "../tree/node.ts";
import { nameOf, objectWords } from "../tree/names.ts";
import { neighboursOf } from "./dropped-key.ts";
import { lock, UNNAMED, type Effect, type Moment } from "./effect.ts";

const AX = "access-exclusive";

/** DROP of relations, and of what hangs on one. */
export function dropEffects(moment: Moment): readonly Effect[] {
  const { kind, fields } = moment.statement.node;
  if (kind !== "DropStmt") return [];
  const type = (textOf(fields, "removeType") ?? "").replace("OBJECT_", "");
  if (type === "INDEX") return droppedRelations(fields).flatMap((index) => dropIndex(moment, index));
  if (/^(?:TABLE|FOREIGN_TABLE)$/.test(type))
    return droppedRelations(fields).flatMap((table) => dropTable(moment, table));
  if (/^(?:VIEW|MATVIEW)$/.test(type)) return droppedRelations(fields).map((one) => lock(one, AX));
  if (type === "SCHEMA" && isCascade(moment)) return inSchemas(moment);
  if (/^(?:TRIGGER|POLICY|RULE)$/.test(type))
    return listOf(fields, "objects").map((object) => lock(tableOf(object), AX));
  return [];
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
  const tables = knowledge.context.target?.tables;
  if (tables === undefined) return [lock(tableIn(knowledge, index) ?? UNNAMED, mode)];
  const table = tables.find(({ indexes }) =>
    indexes.some(({ schema, name }) => schema === index.schema && name === index.name),
  );
  const view = knowledge.context.target?.materializedViews.find(({ indexes }) => indexes.includes(index.name));
  const parts = table === undefined || mode !== AX ? [] : knowledge.partitions(table);
  return [table ?? view, ...parts].flatMap((one) => (one === undefined ? [] : [lock(one, mode)]));
}

/** The table of an index that the file itself has made. */
function tableIn({ history }: Moment["knowledge"], { name }: RelationName): RelationName | undefined {
  const made = history.indexes.find((one) => one.name === name);
  return made === undefined ? undefined : relationFromKey(made.table);
}

function dropTable(moment: Moment, table: RelationName): readonly Effect[] {
  const parts = moment.knowledge.partitions(table);
  const parent = moment.knowledge.table(table)?.partitionOf ?? undefined;
  return [
    lock(table, AX),
    ...parts.filter(({ partitionOf }) => partitionOf !== null || isCascade(moment)).map((part) => lock(part, AX)),
    ...neighboursOf(moment, table).map((other) => lock(other, AX)),
    ...(parent === undefined ? [] : [lock(parent, AX)]),
  ];
}
