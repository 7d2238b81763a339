import type { Finding, JsonValue } from "../../kit/index.ts";
import type { Place } from "../../openapi/index.ts";

/** A finding about a place of the document. Line and column are looked up when it is shown. */
export function noteOf(code: string, place: Place, evidence: Readonly<Record<string, JsonValue>>): Finding {
  return {
    code,
    severity: "warning",
    subject: { kind: "schema", name: place.pointer, file: place.file },
    evidence: { ...evidence, pointer: place.pointer },
  };
}
