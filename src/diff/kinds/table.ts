import type { TableObject } from "../../catalog/schema/index.ts";
import type { Kind } from "./kind.ts";
import { alterTable } from "./table-alter.ts";
import { createTable } from "./table-create.ts";
import { spellName } from "./spell.ts";

const isForeign = ({ tableKind }: TableObject): boolean => tableKind === "foreign";

/** Row security, replica identity, CLUSTER ON and parents are facets of it. */
export const table: Kind<TableObject> = {
  kind: "table",
  compared: ({
    tableKind,
    persistence,
    partitionKey,
    ofType,
    options,
    toastOptions,
    accessMethod,
    tablespace,
    foreign,
  }) => ({
    tableKind,
    persistence,
    partitionKey,
    ofType,
    options,
    toastOptions,
    accessMethod,
    tablespace,
    foreign,
  }),
  create: createTable,
  drop: (object) => [
    {
      sql: `DROP ${isForeign(object) ? "FOREIGN " : ""}TABLE ${spellName(object)}`,
      hazards: isForeign(object) ? [] : [{ code: "data-loss", what: `the rows of table ${spellName(object)}` }],
    },
  ],
  alter: alterTable,
  phrase: (object) => `${isForeign(object) ? "FOREIGN " : ""}TABLE ${spellName(object)}`,
  grantPhrase: (object) => `TABLE ${spellName(object)}`,
  claims: (object) => [`relation ${spellName(object)}`, `type ${spellName(object)}`],
};
