import type { MaterializedViewObject } from "../../catalog/schema/index.ts";
import type { Action, Alteration } from "./action.ts";
import { gone } from "./breaks-code.ts";
import { rowsBefore } from "./kept-rows.ts";
import type { Context, Kind } from "./kind.ts";
import { beforeStoredRows, keepsRewrittenRows } from "./row-types.ts";
import { literal, optionChanges, spell, spellName, spellOptionName } from "./spell.ts";
import { query } from "./view.ts";

export const materializedView: Kind<MaterializedViewObject> = {
  kind: "materialized-view",
  // Whether it has rows is its state; pg_dump leaves that to a REFRESH.
  compared: ({ definition, options, toastOptions, accessMethod, tablespace }) => ({
    definition,
    options,
    toastOptions,
    accessMethod,
    tablespace,
  }),
  create: (object, context) => [
    { sql: createText(object), needs: [...rowsBefore(object.id, context), ...beforeStoredRows(object, context)] },
  ],
  drop: (object, context) => [
    { sql: `DROP MATERIALIZED VIEW ${spellName(object)}`, hazards: gone(object.id, spellName(object), context) },
  ],
  alter: alterMaterializedView,
  isTouched: keepsRewrittenRows,
  phrase: (object) => `MATERIALIZED VIEW ${spellName(object)}`,
  grantPhrase: (object) => `TABLE ${spellName(object)}`,
  claims: (object) => [`relation ${spellName(object)}`, `type ${spellName(object)}`],
};

function createText(object: MaterializedViewObject): string {
  const options = optionsOf(object).map(([name, value]) => `${spellOptionName(name)}=${literal(value)}`);
  const clauses = [
    ...(object.accessMethod === null || object.accessMethod === "heap" ? [] : [`USING ${spell(object.accessMethod)}`]),
    ...(options.length === 0 ? [] : [`WITH (${options.join(", ")})`]),
    ...(object.tablespace === null ? [] : [`TABLESPACE ${spell(object.tablespace)}`]),
  ];
  const head = ["CREATE MATERIALIZED VIEW", spellName(object), ...clauses, "AS"].join(" ");
  return `${head}\n${query(object.definition)}${object.populated ? "" : "\nWITH NO DATA"}`;
}

const optionsOf = ({ options, toastOptions }: MaterializedViewObject): readonly (readonly [string, string])[] => [
  ...options.map(({ name, value }) => [name, value] as const),
  ...toastOptions.map(({ name, value }) => [`toast.${name}`, value] as const),
];

function alterMaterializedView(
  from: MaterializedViewObject,
  to: MaterializedViewObject,
  context: Context,
): Alteration | "recreate" {
  if (from.definition !== to.definition || keepsRewrittenRows(to, context)) return "recreate";
  const options = (object: MaterializedViewObject) => optionsOf(object).map(([name, value]) => ({ name, value }));
  const { set, reset } = optionChanges(options(from), options(to));
  const clauses = [
    ...(set.length === 0
      ? []
      : [`SET (${set.map(({ name, value }) => `${spellOptionName(name)}=${literal(value)}`).join(", ")})`]),
    ...(reset.length === 0 ? [] : [`RESET (${reset.map(spellOptionName).join(", ")})`]),
    ...(from.accessMethod === to.accessMethod ? [] : [`SET ACCESS METHOD ${spell(to.accessMethod ?? "heap")}`]),
    ...(from.tablespace === to.tablespace ? [] : [`SET TABLESPACE ${spell(to.tablespace ?? "pg_default")}`]),
  ];
  return { actions: clauses.map((clause): Action => ({ sql: `ALTER MATERIALIZED VIEW ${spellName(to)} ${clause}` })) };
}
