import { HttpError } from "../middleware/errors.js";
import type { Put } from "./db.js";

/** A row with the version that PostgreSQL gives to it. */
export interface Versioned<Row> {
  readonly row: Row;
  /** As it stands in ETag; undefined where rows have none. */
  readonly etag: string | undefined;
}

/** Takes the version out of a row that was selected with it. */
export function versioned<Row extends object>(found: Row & { $version?: string }): Versioned<Row> {
  const { $version: version, ...row } = found;
  return { row: row as unknown as Row, etag: version === undefined ? undefined : `"${version}"` };
}

/** The condition that a row is at a version that If-Match accepts. */
export function atVersion(ifMatch: string | undefined, put: Put): readonly string[] {
  if (ifMatch === undefined || ifMatch.trim() === "*") return [];
  const versions = [...ifMatch.matchAll(/(?<!W\/)"([^"]*)"/g)].map((tag) => tag[1] ?? "");
  return [`t.xmin::text = any(${put(versions)})`];
}

/** True when the client has this version already. */
export function isKnown(ifNoneMatch: string | undefined, etag: string | undefined): boolean {
  if (ifNoneMatch === undefined || etag === undefined) return false;
  return ifNoneMatch.trim() === "*" || ifNoneMatch.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag);
}

export const notFound = (what: string): HttpError =>
  new HttpError(404, "NOT_FOUND", `There is no such row of ${what}.`);

export const changedMeanwhile = (): HttpError =>
  new HttpError(412, "VERSION_MISMATCH", "The row has changed since this version.");
