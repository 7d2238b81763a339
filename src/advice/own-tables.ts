import type { Column, Table } from "../catalog/index.ts";
import type { Finding } from "../kit/index.ts";
import { ofColumns, type Said } from "./found.ts";
import type { Rule, Situation } from "./situation.ts";

/** Tables that somebody designed here: no partitions, which follow their table, and no tables of other servers. */
export function ownTables({ catalog }: Situation): readonly Table[] {
  return catalog.tables.filter(({ kind, partitionOf }) => kind !== "foreign" && partitionOf === null);
}

/** Relations that hold rows themselves, partitions included. */
export function storedTables({ catalog }: Situation): readonly Table[] {
  return catalog.tables.filter(({ kind }) => kind === "ordinary");
}

/** The columns of a table without those that a parent by INHERITS gives it. */
function ownColumns(table: Table, { lookup }: Situation): readonly Column[] {
  const inherited = new Set(
    table.inherits.flatMap((parent) => lookup.table(parent)?.columns ?? []).map(({ name }) => name),
  );
  return table.columns.filter(({ name }) => !inherited.has(name));
}

type Judge = (column: Column, table: Table, situation: Situation) => Said | undefined;

/** A rule that looks at one column after another; its evidence holds the column's type. */
export function columnRule(rule: Pick<Rule, "code" | "optional">, judge: Judge): Rule {
  return { ...rule, find: (situation) => ownTables(situation).flatMap((table) => judged(table, situation)) };

  function judged(table: Table, situation: Situation): readonly Finding[] {
    return ownColumns(table, situation).flatMap((column) => {
      const said = judge(column, table, situation);
      if (said === undefined) return [];
      const evidence = { type: column.type, rows: situation.lookup.rows(table), ...said.evidence };
      return [ofColumns(rule.code, { table, columns: [column.name] }, { ...said, evidence })];
    });
  }
}
