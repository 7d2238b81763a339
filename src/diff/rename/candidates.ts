import type { ObjectId, SchemaModel, SchemaObject } from "../../catalog/schema/index.ts";
import { columnTable } from "../kinds/column-name.ts";
import { literal, spell, spellName } from "../kinds/spell.ts";

/** One thing under two names: what goes and what comes. */
export interface Rename {
  readonly kind:
    | "table"
    | "column"
    | "enum-label"
    | "view"
    | "materialized-view"
    | "sequence"
    | "index"
    | "constraint"
    | "enum";
  /** `public.users.mail` */
  readonly from: string;
  /** Its new name alone: `email` */
  readonly to: string;
  /** Both are the same but for their names; where false, only a person could know. */
  readonly isAlike: boolean;
  /** Dropping it would lose rows or values. */
  readonly holdsData: boolean;
  readonly up: string;
  readonly down: string;
}

/** Everything that goes while something of its kind comes in the same place. */
export function renameCandidates(current: SchemaModel, desired: SchemaModel): readonly Rename[] {
  const gone = [...current.objects.values()].filter((object) => !desired.objects.has(object.id));
  const come = [...desired.objects.values()].filter((object) => !current.objects.has(object.id));
  const pairs = gone.flatMap((from) => come.filter((to) => isSamePlace(from, to)).map((to) => ({ from, to })));
  const sides = { current, desired };
  return [...pairs.flatMap(({ from, to }) => renameOf(from, to, sides)), ...labelRenames(current, desired)];
}

const isSamePlace = (from: SchemaObject, to: SchemaObject): boolean =>
  from.kind === to.kind && from.parent === to.parent && from.schema === to.schema && from.name !== to.name;

interface Models {
  readonly current: SchemaModel;
  readonly desired: SchemaModel;
}

const WORDS = {
  table: "TABLE",
  view: "VIEW",
  "materialized-view": "MATERIALIZED VIEW",
  sequence: "SEQUENCE",
  index: "INDEX",
  enum: "TYPE",
} as const;

/** The rename of one object to another of its kind; none where a kind has no such words, or goes by the name of its owner. */
export function renameOf(from: SchemaObject, to: SchemaObject, models: Models): readonly Rename[] {
  const isAlike = structure(from, models.current) === structure(to, models.desired);
  const common = { from: dotted(from.id), to: to.name, isAlike };
  if (from.kind === "column" || from.kind === "constraint") {
    const table = `ALTER TABLE ${columnTable(to)} RENAME ${from.kind.toUpperCase()}`;
    const [old, next] = [spell(from.name), spell(to.name)];
    return [
      {
        ...common,
        kind: from.kind,
        holdsData: from.kind === "column",
        up: `${table} ${old} TO ${next}`,
        down: `${table} ${next} TO ${old}`,
      },
    ];
  }
  if (!isWorded(from.kind) || isOwned(from)) return [];
  const words = `ALTER ${WORDS[from.kind]}`;
  const statements = {
    up: `${words} ${spellName(from)} RENAME TO ${spell(to.name)}`,
    down: `${words} ${spellName(to)} RENAME TO ${spell(from.name)}`,
  };
  return [{ ...common, kind: from.kind, holdsData: from.kind === "table", ...statements }];
}

const isWorded = (kind: string): kind is keyof typeof WORDS => kind in WORDS;

/** It goes by the name of what owns it. */
const isOwned = (object: SchemaObject): boolean =>
  (object.kind === "index" && object.constraint !== null) || (object.kind === "sequence" && object.identityOf !== null);

/** All but its own names, and for a table what its columns are: as text, to be compared. */
export function structure(object: SchemaObject, model: SchemaModel): string {
  if (object.kind === "table")
    return JSON.stringify([object.tableKind, object.partitionKey, columnsOf(object.id, model)]);
  if (object.kind === "column") return columnText(object);
  const { id: _id, name: _name, comment: _comment, owner: _owner, privileges: _privileges, ...rest } = object;
  return JSON.stringify(rest).replaceAll(object.name, "\u0001");
}

function columnsOf(table: ObjectId, model: SchemaModel): readonly string[] {
  const columns = [...model.objects.values()].filter((one) => one.kind === "column" && one.parent === table);
  return columns.map((column) => `${column.name} ${column.kind === "column" ? column.type : ""}`);
}

const columnText = (column: Extract<SchemaObject, { kind: "column" }>): string =>
  JSON.stringify([column.type, column.collation, column.notNull !== null, column.generated, column.identity !== null]);

function labelRenames(current: SchemaModel, desired: SchemaModel): readonly Rename[] {
  return [...current.objects.values()].flatMap((from): readonly Rename[] => {
    const to = desired.objects.get(from.id);
    if (from.kind !== "enum" || to?.kind !== "enum" || from.labels.length !== to.labels.length) return [];
    return from.labels.flatMap((label, index) => {
      const next = to.labels[index] ?? "";
      if (label === next || to.labels.includes(label) || from.labels.includes(next)) return [];
      const rename = (a: string, b: string): string =>
        `ALTER TYPE ${spellName(from)} RENAME VALUE ${literal(a)} TO ${literal(b)}`;
      const names = { from: `${dotted(from.id)}.${label}`, to: next };
      return [
        {
          kind: "enum-label",
          ...names,
          isAlike: true,
          holdsData: true,
          up: rename(label, next),
          down: rename(next, label),
        },
      ];
    });
  });
}

/** `public.users.mail` of an id. */
export function dotted(id: ObjectId): string {
  const parts: unknown = JSON.parse(id);
  return Array.isArray(parts) ? parts.slice(1).map(String).join(".") : id;
}
