import type { ColumnObject, TableObject } from "../../catalog/schema/index.ts";
import { facetId } from "../facets/facet.ts";
import type { Action } from "./action.ts";
import { lastingParents, partitionsOf, siblingId } from "./descent.ts";
import type { Context } from "./kind.ts";
import { NAMED_SINCE } from "./not-null-name.ts";
import { spell, spellId, spellName } from "./spell.ts";

/**
 * Before 18 NOT NULL goes from all partitions with the whole table's, which fails where one has a key on the column: those that keep it are
 * out of the table meanwhile. Source: ATExecDropNotNull of tablecmds.c.
 */
export function aroundDropNotNull(column: ColumnObject, drop: Action, context: Context): readonly Action[] {
  const parts = keepersOf(column, context);
  const own = ownersIn(column, context);
  return [
    ...own.map((part) => ({
      sql: `ALTER TABLE ${spellName(part)} ALTER COLUMN ${spell(column.name)} SET NOT NULL`,
    })),
    ...parts.map((part) => ({ sql: `${wholeOf(part)} DETACH PARTITION ${spellName(part)}` })),
    drop,
    ...parts.map((part) => ({
      sql: `${wholeOf(part)} ATTACH PARTITION ${spellName(part)} ${part.partitionOf?.bound ?? ""}`,
    })),
  ];
}

const wholeOf = ({ partitionOf }: TableObject): string => `ALTER TABLE ${spellId(partitionOf?.table ?? "")}`;

const keepersOf = (column: ColumnObject, context: Context): readonly TableObject[] =>
  context.current.model.serverVersion < NAMED_SINCE ? uppermost(column, context) : [];

/** From 18 on partitions that keep what comes from the whole have it as their own first: then it stays. */
const ownersIn = (column: ColumnObject, context: Context): readonly TableObject[] =>
  context.current.model.serverVersion < NAMED_SINCE ? [] : uppermost(column, context);

/** The uppermost partitions that stay where they are and keep NOT NULL. */
function uppermost({ id, parent }: ColumnObject, context: Context): readonly TableObject[] {
  const table = parent ?? "";
  return partitionsOf(context.desired, table).flatMap((part) => {
    const moves = [context.isCreated, context.isDropped].some((is) => is(facetId("partition", part)));
    if (moves || !lastingParents(context, part).includes(table)) return [];
    const [object, column] = [context.desired.object(part), context.desired.object(siblingId(id, part))];
    if (object?.kind !== "table" || column?.kind !== "column") return [];
    return column.notNull === null ? uppermost(column, context) : [object];
  });
}
