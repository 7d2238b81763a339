import { type Catalog, lookupOf, ownForeignKeys, relationKey, type Table } from "../../catalog/index.ts";
import { type Finding, groupBy, type Severity } from "../../kit/index.ts";
import { displayName } from "../names.ts";

export interface DiagramColumn {
  readonly name: string;
  readonly type: string;
  readonly isKey: boolean;
  readonly isReference: boolean;
  readonly nullable: boolean;
}

export interface DiagramTable {
  /** With its schema where that is not `public`. */
  readonly name: string;
  /** Null: not known. */
  readonly rows: number | null;
  readonly columns: readonly DiagramColumn[];
  readonly findings: readonly { readonly code: string; readonly severity: Severity; readonly subject: string }[];
}

/** A foreign key. */
export interface DiagramLink {
  readonly from: string;
  readonly to: string;
  readonly columns: readonly string[];
  readonly isOptional: boolean;
  /** At most one row of `from` per row of `to`. */
  readonly isUnique: boolean;
  readonly isUnindexed: boolean;
}

export interface Diagram {
  readonly tables: readonly DiagramTable[];
  readonly links: readonly DiagramLink[];
}

/**
 * The tables of a catalogue without their partitions, with the findings that are about them.
 *
 * @example
 * diagramOf(catalog, []).links[0]; // { from: "orders", to: "users", columns: ["user_id"], … }
 */
export function diagramOf(catalog: Pick<Catalog, "tables">, findings: readonly Finding[]): Diagram {
  const lookup = lookupOf(catalog);
  const tables = catalog.tables.filter(({ partitionOf }) => partitionOf === null);
  const known = new Set(tables.map(relationKey));
  const about = groupBy(findings, ({ evidence }) => JSON.stringify([evidence["schema"], evidence["table"]]));
  const of = (table: Table): readonly Finding[] => about.get(relationKey(table)) ?? [];
  return {
    tables: tables.map((table) => ({ ...tableOf(table, of(table)), rows: lookup.rows(table) })),
    links: tables.flatMap((table) =>
      linksOf(table, of(table))
        .filter((link) => known.has(link.key))
        .map(({ link }) => link),
    ),
  };
}

function tableOf(table: Table, findings: readonly Finding[]): Omit<DiagramTable, "rows"> {
  const key = table.constraints.find(({ kind }) => kind === "primary-key");
  const keyColumns = key?.kind === "primary-key" ? key.columns : [];
  const references = new Set(ownForeignKeys(table).flatMap(({ columns }) => columns));
  return {
    name: displayName(table),
    columns: table.columns.map(({ name, type, nullable }) => ({
      name,
      type,
      nullable,
      isKey: keyColumns.includes(name),
      isReference: references.has(name),
    })),
    findings: findings.map(({ code, severity, subject }) => ({ code, severity, subject: subject.name })),
  };
}

function linksOf(table: Table, findings: readonly Finding[]) {
  return ownForeignKeys(table).map((key) => ({
    key: relationKey(key.references),
    link: {
      from: displayName(table),
      to: displayName(key.references),
      columns: key.columns,
      isOptional: table.columns.some(({ name, nullable }) => nullable && key.columns.includes(name)),
      isUnique: table.indexes.some((index) => isUniqueOn(index, key.columns)),
      isUnindexed: findings.some((finding) => finding.code === "fk-unindexed" && names(finding, key.name)),
    },
  }));
}

function isUniqueOn({ unique, predicate, keys }: Table["indexes"][number], columns: readonly string[]): boolean {
  return unique && predicate === null && keys.every(({ column }) => column !== null && columns.includes(column));
}

const names = ({ evidence }: Finding, constraint: string): boolean =>
  Array.isArray(evidence["constraints"]) && evidence["constraints"].includes(constraint);
