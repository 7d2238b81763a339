import type { Option, TableObject } from "../../catalog/schema/index.ts";
import type { Hazard } from "../plan/hazard.ts";
import type { Action, Alteration } from "./action.ts";
import type { Context } from "./kind.ts";
import { isToBeMadeAnew } from "./table-anew.ts";
import { literal, optionChanges, spell, spellName, spellOptionName } from "./spell.ts";

/** Key of partitioning and kind of table, among other things, cannot be altered: such a table is made anew. */
export function alterTable(from: TableObject, to: TableObject, context: Context): Alteration | "recreate" {
  const isOther = from.tableKind !== to.tableKind || from.partitionKey !== to.partitionKey;
  if (isOther || from.foreign?.server !== to.foreign?.server || isToBeMadeAnew(to, context)) return "recreate";
  return {
    actions: [
      ...changePersistence(from, to),
      ...changeOptions(to, "", optionChanges(from.options, to.options)),
      ...changeOptions(to, "toast.", optionChanges(from.toastOptions, to.toastOptions)),
      ...changeStorage(from, to),
      ...changeForeign(from, to),
    ],
  };
}

const alter = (table: TableObject, clause: string, hazards: readonly Hazard[] = []): Action => ({
  sql: `ALTER ${table.tableKind === "foreign" ? "FOREIGN " : ""}TABLE ${spellName(table)} ${clause}`,
  hazards,
});

const rewrite = (table: TableObject): readonly Hazard[] => [
  { code: "rewrite", relation: { schema: table.schema ?? "", name: table.name } },
];

function changePersistence(from: TableObject, to: TableObject): readonly Action[] {
  if (from.persistence === to.persistence) return [];
  return [alter(to, `SET ${to.persistence === "unlogged" ? "UNLOGGED" : "LOGGED"}`, rewrite(to))];
}

function changeOptions(
  table: TableObject,
  prefix: string,
  { set, reset }: { readonly set: readonly Option[]; readonly reset: readonly string[] },
): readonly Action[] {
  const name = (option: string): string => spellOptionName(`${prefix}${option}`);
  const values = set.map((option) => `${name(option.name)}=${literal(option.value)}`).join(", ");
  return [
    ...(set.length === 0 ? [] : [alter(table, `SET (${values})`)]),
    ...(reset.length === 0 ? [] : [alter(table, `RESET (${reset.map(name).join(", ")})`)]),
  ];
}

function changeStorage(from: TableObject, to: TableObject): readonly Action[] {
  const method =
    from.accessMethod === to.accessMethod || to.accessMethod === null
      ? []
      : [`SET ACCESS METHOD ${spell(to.accessMethod)}`];
  const space = from.tablespace === to.tablespace ? [] : [`SET TABLESPACE ${spell(to.tablespace ?? "pg_default")}`];
  return [...method, ...space].map((clause) => alter(to, clause, rewrite(to)));
}

function changeForeign(from: TableObject, to: TableObject): readonly Action[] {
  if (from.foreign === null || to.foreign === null) return [];
  const clauses = foreignOptionChanges(from.foreign.options, to.foreign.options);
  return clauses === null ? [] : [alter(to, `OPTIONS (${clauses})`)];
}

/** `ADD a '1', SET b '2', DROP c`; null where nothing differs. */
export function foreignOptionChanges(from: readonly Option[], to: readonly Option[]): string | null {
  const before = new Set(from.map(({ name }) => name));
  const { set, reset } = optionChanges(from, to);
  const parts = [
    ...set.map(({ name, value }) => `${before.has(name) ? "SET" : "ADD"} ${spell(name)} ${literal(value)}`),
    ...reset.map((name) => `DROP ${spell(name)}`),
  ];
  return parts.length === 0 ? null : parts.join(", ");
}
