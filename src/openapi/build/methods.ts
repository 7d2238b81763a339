import { kindOf, note, objectOf, type Reader } from "../reading/index.ts";
import { isObject, members, type Cursor, type Member } from "../refs/index.ts";

/** The methods that have a member of their own in a path item, in the order of the model. */
const METHODS: ReadonlySet<string> = new Set([
  "get",
  "head",
  "query",
  "post",
  "put",
  "patch",
  "delete",
  "options",
  "trace",
]);
const OTHER_MEMBERS: ReadonlySet<string> = new Set([
  "$ref",
  "summary",
  "description",
  "servers",
  "parameters",
  "additionalOperations",
]);
/** A token of RFC 9110, 5.6.2. */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** An operation object and the path item that it stands in. */
export interface MethodAndCursor {
  readonly method: string;
  readonly cursor: Cursor;
  readonly item: Cursor;
}

/** The operations of a path item: the usual methods in a fixed order, then the additional ones (3.2). */
export function operationsOf(reader: Reader, item: Cursor): readonly MethodAndCursor[] {
  const all = members(item);
  for (const entry of all) if (isUnknown(entry.key)) sayUnknown(reader, entry);
  const usual = [...METHODS].flatMap((method) => all.filter(({ key, value }) => key === method && value !== null));
  const field = objectOf(reader, item, "additionalOperations");
  const additional = field === undefined ? [] : members(field).filter(({ key }) => TOKEN.test(key));
  return [...usual, ...additional]
    .filter((entry) => isOperation(reader, entry))
    .map((cursor) => ({ method: methodOf(cursor), cursor, item }));
}

/** Additional methods are case-sensitive by RFC 9110; Node.js knows them in upper case only. */
const methodOf = ({ key }: Member): string => key.toUpperCase();

function isOperation(reader: Reader, entry: Member): boolean {
  if (isObject(entry)) return true;
  const evidence = { field: entry.key, expected: "object", found: kindOf(entry.value) };
  note(reader, entry, { code: "field-wrong-kind", severity: "warning", evidence });
  return false;
}

const isUnknown = (key: string): boolean => !METHODS.has(key) && !OTHER_MEMBERS.has(key) && !key.startsWith("x-");

function sayUnknown(reader: Reader, entry: Member): void {
  note(reader, entry, { code: "path-member-unknown", severity: "warning", evidence: { member: entry.key } });
}
