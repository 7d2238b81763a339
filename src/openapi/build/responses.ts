import type { Response } from "../model.ts";
import { dereference, isModern, note, objectOf, textOf, type Reader } from "../reading/index.ts";
import { members, type Cursor, type Member } from "../refs/index.ts";
import type { Dialect, Parts } from "./dialect.ts";

export interface ResponsesSite {
  readonly operation: Cursor;
  readonly dialect: Dialect;
  readonly parts: Parts;
}

/** The responses of an operation, in the order of the document. */
export function readResponses(reader: Reader, site: ResponsesSite): readonly Response[] {
  const field = objectOf(reader, site.operation, "responses");
  const entries = field === undefined ? [] : members(field).filter(({ key }) => !key.startsWith("x-"));
  if (entries.length === 0)
    note(reader, site.operation, { code: "responses-missing", severity: "warning", evidence: {} });
  return entries.flatMap((entry) => readStatus(reader, entry, site));
}

function readStatus(reader: Reader, entry: Member, { operation, dialect, parts }: ResponsesSite): readonly Response[] {
  const status = /^[1-5]xx$/i.test(entry.key) ? entry.key.toUpperCase() : entry.key;
  if (!/^([1-5]\d\d|[1-5]XX|default)$/.test(status)) {
    note(reader, entry, { code: "response-status-unknown", severity: "warning", evidence: { status: entry.key } });
    return [];
  }
  const cursor = dereference(reader, entry);
  if (cursor === undefined) return [];
  const response = { status, ...dialect.response(reader, { operation, cursor, parts }) };
  return [cursor === entry ? response : { ...response, ...ownDescription(reader, entry) }];
}

/** Since 3.1 a reference may describe what it refers to in its own words. */
function ownDescription(reader: Reader, reference: Cursor): { readonly description?: string } {
  const description = isModern(reader) ? textOf(reader, reference, "description") : undefined;
  return description === undefined ? {} : { description };
}
