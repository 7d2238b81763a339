import { OBJECT_STATEMENTS } from "./statements-objects.ts";
import { TABLE_STATEMENTS } from "./statements-tables.ts";

/** A statement of one of the two majors, or of both. */
export interface TruthStatement {
  readonly sql: string;
  /** Only from this major on. */
  readonly from?: number;
}

const at18 = (sql: string): TruthStatement => ({ sql, from: 18 });

/** A statement a line. */
export const statementsOf = (lines: string): readonly TruthStatement[] =>
  lines
    .trim()
    .split("\n")
    .map((sql) => ({ sql }));

const FROM_18: readonly TruthStatement[] = [
  at18("alter table accounts add column extra int generated always as (age + 1) virtual"),
  at18("alter table accounts add constraint named not null notes not valid"),
  at18("alter table accounts add constraint named not null notes"),
  at18("alter table orders add constraint loose check (total > 5) not enforced"),
  at18("alter table orders add foreign key (region_id) references regions (id) not enforced"),
  at18("alter table orders alter column doubled set expression as (total * 5)"),
  at18("alter table lonely add column during tstzrange, add unique (id, during without overlaps)"),
  at18("vacuum (only_database_stats)"),
  at18("alter table accounts alter column label set storage default"),
  at18("alter table events alter column id set statistics default"),
];

/** Every kind of statement that a migration may hold, on the schema beside this file. */
export const STATEMENTS: readonly TruthStatement[] = [
  ...statementsOf(TABLE_STATEMENTS),
  ...statementsOf(OBJECT_STATEMENTS),
  ...FROM_18,
];
