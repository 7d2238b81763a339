import { isJsonArray, isJsonObject, type JsonValue } from "../../kit/index.ts";
import type { Outcome } from "./model.ts";
import { sharedReader, type SharedText } from "./shared-text.ts";

const parse: (text: string) => JsonValue = JSON.parse;

/** What the one user of a scenario left in its outcome; undefined when the iteration did not come to its end. */
export function readOutcome(cell: SharedText): Outcome | undefined {
  const text = sharedReader(cell)();
  const value = text === "" ? undefined : parse(text);
  if (!isJsonObject(value) || !isJsonObject(value["values"])) return undefined;
  const failures = isJsonArray(value["failures"]) ? value["failures"].map(String) : [];
  return { values: value["values"], failures };
}
