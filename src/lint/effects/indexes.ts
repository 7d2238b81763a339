import type { RelationName } from "../../catalog/index.ts";
import { relationOf } from "../tree/names.ts";
import { isSet, textOf, treeOf, type Tree } from "../tree/node.ts";
import { isOn, optionsOf } from "../tree/options.ts";
import { labour, lock, type Effect, type Moment } from "./effect.ts";

/** CREATE INDEX and REINDEX. */
export function indexEffects(moment: Moment): readonly Effect[] {
  const { kind, fields } = moment.statement.node;
  if (kind === "IndexStmt") return createIndex(moment);
  if (kind === "ReindexStmt") return reindex(moment, textOf(fields, "kind") ?? "");
  return [];
}

function createIndex({ statement: { node }, knowledge }: Moment): readonly Effect[] {
  const table = relationOf(treeOf(node.fields, "relation"));
  const evidence = { index: textOf(node.fields, "idxname") ?? null };
  if (isSet(node.fields, "concurrent"))
    return [labour(table, { mode: "share-update-exclusive", work: "build", cause: "concurrent-build", evidence })];
  if (isThere(knowledge, node.fields)) return [lock(table, "share")];
  if (!isSet(treeOf(node.fields, "relation"), "inh")) return [lock(table, "share")];
  const parts = knowledge.table(table)?.kind === "partitioned" ? knowledge.partitions(table) : [];
  return [table, ...parts].map((one) =>
    labour(one, { mode: "share", work: "build", cause: "create-index-blocking", evidence }),
  );
}

/** IF NOT EXISTS of an index that exists. */
function isThere({ indexOwner }: Moment["knowledge"], fields: Tree): boolean {
  const name = textOf(fields, "idxname");
  if (name === undefined || !isSet(fields, "if_not_exists")) return false;
  const { schema } = relationOf(treeOf(fields, "relation"));
  return indexOwner({ schema, name }) !== undefined;
}

function reindex(moment: Moment, kind: string): readonly Effect[] {
  const { fields } = moment.statement.node;
  const isConcurrent = isOn(optionsOf(fields, "params"), "concurrently");
  const target = relationOf(treeOf(fields, "relation"));
  const what = { what: textOf(fields, "name") ?? target.name };
  const effect = isConcurrent
    ? ({ mode: "share-update-exclusive", work: "build", cause: "concurrent-build", evidence: what } as const)
    : ({ mode: "share", work: "build", cause: "reindex-blocking", evidence: what } as const);
  return tablesOf(moment, kind, target).map((table) => labour(table, effect));
}

/** An index's table is known with the target only; without it the index itself stands for it. */
function tablesOf({ statement, knowledge }: Moment, kind: string, target: RelationName): readonly RelationName[] {
  const tables = knowledge.context.target?.tables;
  if (kind.endsWith("TABLE")) return [target];
  const name = textOf(statement.node.fields, "name");
  if (kind.endsWith("INDEX")) {
    const view = knowledge.context.target?.materializedViews.find(({ indexes }) =>
      indexes.some(({ name: own }) => own === target.name),
    );
    return [knowledge.indexOwner(target) ?? view ?? target];
  }
  const all = [
    ...(tables?.filter((one) => one.kind !== "partitioned") ?? []),
    ...(knowledge.context.target?.materializedViews ?? []),
  ];
  const inside = all.filter(({ schema }) => !kind.endsWith("SCHEMA") || schema === name);
  return tables === undefined ? [{ schema: name ?? "public", name: name ?? "" }] : inside;
}
