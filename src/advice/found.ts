import type { RelationName } from "../catalog/index.ts";
import type { Finding, JsonObject, Severity } from "../kit/index.ts";
import { displayColumns, displayName } from "./names.ts";

/** What a rule has to say of its subject. */
export interface Said {
  readonly severity: Severity;
  readonly evidence: JsonObject;
  readonly fix?: string | undefined;
}

/** @example ofTable("table-dead-rows", orders, { severity: "warning", evidence: { deadRows: 90_000 } }); */
export function ofTable(code: string, table: RelationName, said: Said): Finding {
  return finding(code, { kind: "table", name: displayName(table) }, inTable(table, said));
}

/** A finding about one or several columns; `columns` is part of its evidence. */
export function ofColumns(
  code: string,
  { table, columns }: { readonly table: RelationName; readonly columns: readonly string[] },
  said: Said,
): Finding {
  const { evidence, ...rest } = inTable(table, said);
  const subject = { kind: "columns", name: displayColumns(table, columns) };
  return finding(code, subject, { ...rest, evidence: { ...evidence, columns } });
}

/** A finding about an index; `index` is part of its evidence. */
export function ofIndex(
  code: string,
  { table, index }: { readonly table: RelationName; readonly index: RelationName },
  said: Said,
): Finding {
  const { evidence, ...rest } = inTable(table, said);
  const subject = { kind: "index", name: displayName(index) };
  return finding(code, subject, { ...rest, evidence: { ...evidence, index: index.name } });
}

/** A finding about a part of a table that has a name of its own: a constraint, a policy. */
export function ofPart(
  code: string,
  { table, kind, name }: { readonly table: RelationName; readonly kind: string; readonly name: string },
  said: Said,
): Finding {
  return finding(code, { kind, name: `${displayName(table)}.${name}` }, inTable(table, said));
}

/** A finding about something that is in no table. */
export function ofThing(code: string, subject: Finding["subject"], said: Said): Finding {
  return finding(code, subject, said);
}

const inTable = ({ schema, name }: RelationName, said: Said): Said => ({
  ...said,
  evidence: { schema, table: name, ...said.evidence },
});

const finding = (code: string, subject: Finding["subject"], { severity, evidence, fix }: Said): Finding => ({
  code,
  severity,
  subject,
  evidence,
  ...(fix === undefined ? {} : { fix }),
});
