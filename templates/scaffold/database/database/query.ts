import { HttpError } from "../middleware/errors.js";

/** Refuses query parameters that the operation does not have: a misspelt filter would answer every row. */
export function onlyKnown(url: string, known: ReadonlySet<string>): void {
  const start = url.indexOf("?");
  if (start < 0) return;
  const unknown = [...new URLSearchParams(url.slice(start + 1)).keys()].filter((name) => !known.has(name));
  if (unknown.length === 0) return;
  const details = unknown.map((field) => ({ field, message: "is no parameter of this operation" }));
  throw new HttpError(400, "VALIDATION_ERROR", "The request has parameters that are unknown here.", details);
}
