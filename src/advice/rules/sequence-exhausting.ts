import { type Catalog, type RelationName, relationKey, type Sequence, type Table } from "../../catalog/index.ts";
import type { Severity } from "../../kit/index.ts";
import { ofColumns, ofThing } from "../found.ts";
import { largestOf } from "../integer-types.ts";
import { displayName, sqlColumns, sqlName } from "../names.ts";
import type { Rule } from "../situation.ts";

/** Shares of the values that are used up. */
const NOTED = 0.5;
const GRAVE = 0.7;
const URGENT = 0.9;

/** Sequences near the end of their own values, or of those that their column can hold. */
export const sequenceExhausting: Rule = {
  code: "sequence-exhausting",
  find: ({ catalog }) => {
    const users = usersBySequence(catalog);
    return catalog.sequences.flatMap((sequence) => {
      const own = users.get(sqlName(sequence)) ?? [];
      return own.length === 0 ? judged(sequence, undefined) : own.flatMap((user) => judged(sequence, user));
    });
  },
};

interface User {
  readonly table: Table;
  readonly column: Table["columns"][number];
}

/** By the sequence's name in SQL: the column that owns it, and all whose default asks it. */
function usersBySequence({ tables, sequences }: Catalog): ReadonlyMap<string, readonly User[]> {
  const users = new Map<string, User[]>();
  const owners = new Map(sequences.flatMap(ownerOf));
  for (const table of tables.filter(({ partitionOf }) => partitionOf === null))
    for (const column of table.columns) {
      const name = askedBy(column.defaultExpression) ?? owners.get(columnKey(table, column.name));
      if (name !== undefined) users.set(name, [...(users.get(name) ?? []), { table, column }]);
    }
  return users;
}

const columnKey = (table: RelationName, column: string): string => `${relationKey(table)} ${column}`;

const ownerOf = (sequence: Sequence): readonly (readonly [string, string])[] =>
  sequence.ownedBy === null ? [] : [[columnKey(sequence.ownedBy, sequence.ownedBy.column), sqlName(sequence)]];

/** `nextval('public.t_id_seq'::regclass)` */
const askedBy = (expression: string | null): string | undefined =>
  /\bnextval\('(?<name>(?:[^']|'')+)'::regclass\)/.exec(expression ?? "")?.groups?.["name"]?.replaceAll("''", "'");

/** A sequence that starts anew at its end never ends. */
function judged(sequence: Sequence, user: User | undefined) {
  if (sequence.lastValue === null || sequence.cycles) return [];
  const used = usedShare(sequence, user);
  if (used < NOTED) return [];
  const said = {
    severity: severityOf(used),
    evidence: {
      sequence: displayName(sequence),
      sequenceType: sequence.type,
      columnType: user?.column.type ?? null,
      usedShare: used,
      lastValue: sequence.lastValue,
      lastPossible: String(endOf(sequence, user)),
    },
    fix: fixOf(sequence, user),
  };
  if (user !== undefined)
    return [ofColumns(sequenceExhausting.code, { table: user.table, columns: [user.column.name] }, said)];
  const subject = { kind: "sequence", name: displayName(sequence) };
  const evidence = { schema: sequence.schema, ...said.evidence };
  return [ofThing(sequenceExhausting.code, subject, { ...said, evidence })];
}

function severityOf(used: number): Severity {
  if (used >= URGENT) return "error";
  return used >= GRAVE ? "warning" : "info";
}

/** The last value that both the sequence and its column can have; downwards too. */
function endOf(sequence: Sequence, user: User | undefined): bigint {
  const isDown = sequence.increment.startsWith("-");
  const own = BigInt(isDown ? sequence.minimum : sequence.maximum);
  const largest = user === undefined ? undefined : largestOf(user.column.type);
  if (largest === undefined) return own;
  if (isDown) return own < -largest - 1n ? -largest - 1n : own;
  return own > largest ? largest : own;
}

function usedShare(sequence: Sequence, user: User | undefined): number {
  const isDown = sequence.increment.startsWith("-");
  const first = BigInt(isDown ? sequence.maximum : sequence.minimum);
  const last = BigInt(sequence.lastValue ?? sequence.start);
  const all = endOf(sequence, user) - first;
  return all === 0n ? 1 : Number(((last - first) * 10_000n) / all) / 10_000;
}

/** The column first: a wider sequence in front of a narrow column only fails later. */
function fixOf(sequence: Sequence, user: User | undefined): string | undefined {
  const end = endOf(sequence, user);
  const parts: string[] = [];
  if (user !== undefined && isPartitionColumn(user)) return undefined;
  if (user !== undefined && user.column.type !== "bigint" && largestOf(user.column.type) !== undefined)
    parts.push(`ALTER TABLE ${sqlName(user.table)} ALTER COLUMN ${sqlColumns([user.column.name])} TYPE bigint;`);
  const isOwnEnd = end === BigInt(sequence.increment.startsWith("-") ? sequence.minimum : sequence.maximum);
  const limit = sequence.increment.startsWith("-") ? "NO MINVALUE" : "NO MAXVALUE";
  if (isOwnEnd || sequence.type !== "bigint") parts.push(`ALTER SEQUENCE ${sqlName(sequence)} AS bigint ${limit};`);
  return parts.length === 0 ? undefined : parts.join("\n");
}

/** No statement changes the type of a column that rows are divided by. */
const isPartitionColumn = ({ table, column }: User): boolean =>
  table.partitionKey?.split(/[(), ]+/).includes(sqlColumns([column.name])) === true;
