import type { TableObject } from "../../catalog/schema/index.ts";
import { detachBeforeDrop } from "../facets/detach.ts";
import type { Hazard } from "../plan/hazard.ts";
import type { Action } from "./action.ts";
import { gone } from "./breaks-code.ts";
import { dropKeepingRows } from "./kept-rows.ts";
import type { Context, Kind } from "./kind.ts";
import { alterTable } from "./table-alter.ts";
import { isToBeMadeAnew } from "./table-anew.ts";
import { createTable } from "./table-create.ts";
import { spellName } from "./spell.ts";

const isForeign = ({ tableKind }: TableObject): boolean => tableKind === "foreign";

function dropTable(object: TableObject, context: Context): readonly Action[] {
  // A partitioned table has no rows but those of its partitions.
  const isWhole = object.tableKind === "partitioned" && context.isCreated(object.id);
  const isKept = isForeign(object) || isWhole;
  const loss: readonly Hazard[] = [{ code: "data-loss", what: `the rows of table ${spellName(object)}` }];
  return [
    ...detachBeforeDrop(object, context),
    dropKeepingRows(object, context) ?? {
      sql: `DROP ${isForeign(object) ? "FOREIGN " : ""}TABLE ${spellName(object)}`,
      hazards: [...(isKept ? [] : loss), ...gone(object.id, spellName(object), context)],
      ...(isKept ? { carriesRows: true } : {}),
    },
  ];
}

/** Row security, replica identity, CLUSTER ON and parents are facets of it. */
export const table: Kind<TableObject> = {
  kind: "table",
  compared: ({ tableKind, persistence, partitionKey, options, toastOptions, accessMethod, tablespace, foreign }) => ({
    tableKind,
    persistence,
    partitionKey,
    options,
    toastOptions,
    accessMethod,
    tablespace,
    foreign,
  }),
  create: createTable,
  drop: dropTable,
  alter: alterTable,
  isTouched: isToBeMadeAnew,
  phrase: (object) => `${isForeign(object) ? "FOREIGN " : ""}TABLE ${spellName(object)}`,
  grantPhrase: (object) => `TABLE ${spellName(object)}`,
  claims: (object) => [`relation ${spellName(object)}`, `type ${spellName(object)}`],
};
