import { HttpError } from "../middleware/errors.js";
import { rowsOf, type Value } from "./db.js";

/** Where the fields of a table are: by constraint, and by column. */
export interface Fields {
  readonly constraints: Readonly<Record<string, readonly string[]>>;
  readonly columns: Readonly<Record<string, string>>;
}

/** Rows of a question. A value that PostgreSQL cannot read answers 400. */
export async function readRows<Row>(text: string, values: readonly Value[]): Promise<Row[]> {
  try {
    return await rowsOf<Row>(text, values);
  } catch (error) {
    if (!isDataError(sqlState(error))) throw error;
    throw new HttpError(400, "VALIDATION_ERROR", "A value of the request is out of range or cannot be read.");
  }
}

/** The first row of a change. A constraint that refuses it answers 409 or 422, with the field. */
export async function writeRow<Row>(text: string, values: readonly Value[], fields: Fields): Promise<Row | undefined> {
  try {
    const [row] = await rowsOf<Row>(text, values);
    return row;
  } catch (error) {
    throw refusal(error, fields, text.startsWith("delete"));
  }
}

/** Answers 422 unless the question finds a row: somebody may only refer to what he sees. */
export async function requireRow(text: string, values: readonly Value[], field: string): Promise<void> {
  const [row] = await readRows(text, values);
  if (row === undefined) throw unknownReference([field]);
}

const unknownReference = (names: readonly string[]): HttpError =>
  new HttpError(
    422,
    "UNKNOWN_REFERENCE",
    "The row refers to something that does not exist.",
    details(names, "does not exist"),
  );

interface DatabaseError {
  readonly code?: unknown;
  readonly constraint?: unknown;
  readonly column?: unknown;
  readonly detail?: unknown;
}

const sqlState = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";

/** Class 22: a value that is malformed, too long or out of range. */
const isDataError = (state: string): boolean => /^22/.test(state);

function refusal(error: unknown, fields: Fields, isDelete: boolean): unknown {
  const state = sqlState(error);
  const names = fieldsOf(error as DatabaseError, fields);
  if (state === "23505" || state === "23P01")
    return new HttpError(409, "CONFLICT", "Another row has this already.", details(names, "is taken"));
  if (state === "23503" || state === "23001") {
    if (isDelete) return new HttpError(409, "STILL_REFERENCED", "Other rows refer to this one.");
    return unknownReference(names);
  }
  if (state === "23502") return invalid(details(names, "is required"));
  if (state === "23514") return invalid(details(names, "breaks a rule of the table"));
  if (isDataError(state)) return invalid(details(names, "is out of range or cannot be read"));
  return error;
}

const invalid = (list: ReturnType<typeof details>): HttpError =>
  new HttpError(422, "VALIDATION_ERROR", "The table refuses these values.", list);

function details(names: readonly string[], message: string) {
  return names.map((field) => ({ field, message }));
}

/** The constraint's fields; else the columns that the server names: `Key (sku)=(…) already exists.` */
function fieldsOf(error: DatabaseError, { constraints, columns }: Fields): readonly string[] {
  const known = typeof error.constraint === "string" && Object.hasOwn(constraints, error.constraint);
  if (known) return constraints[String(error.constraint)] ?? [];
  const key = typeof error.detail === "string" ? /\(([^()]*)\)=\(/.exec(error.detail)?.[1] : undefined;
  const named = typeof error.column === "string" ? [error.column] : (key?.split(", ") ?? []);
  return named.flatMap((column) => (Object.hasOwn(columns, column) ? (columns[column] ?? []) : []));
}
