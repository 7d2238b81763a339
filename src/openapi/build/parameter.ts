import type { Parameter, ParameterPlace, ParameterStyle } from "../model.ts";
import { flagOf, note, textOf, type Reader } from "../reading/index.ts";
import { placeOf, type Cursor } from "../refs/index.ts";
import { readExamples } from "./examples.ts";
import { hasSchema, readSchemaOrContent } from "./schema-or-content.ts";
import { defaultStyle, explodesByDefault, styleFor } from "./styles.ts";

const PLACES: ReadonlyMap<string, ParameterPlace> = new Map(
  (["path", "query", "header", "cookie", "querystring"] as const).map((place) => [place, place]),
);
/** Described elsewhere: by `content`, by the responses, by `security` (OpenAPI 3.2, 4.12.1). */
const DESCRIBED_ELSEWHERE: ReadonlySet<string> = new Set(["accept", "content-type", "authorization"]);

/** A parameter of OpenAPI 3; undefined (and noted) when it has no name or stands in no known place. */
export function readParameter(reader: Reader, cursor: Cursor): Parameter | undefined {
  const name = textOf(reader, cursor, "name");
  const place = PLACES.get(textOf(reader, cursor, "in") ?? "");
  if (name === undefined || place === undefined) return sayUseless(reader, cursor, name);
  if (place === "header" && DESCRIBED_ELSEWHERE.has(name.toLowerCase())) return sayIgnored(reader, cursor, name);
  if (!hasSchema(cursor)) sayNoSchema(reader, cursor, name);
  const style = styleOf(reader, cursor, place);
  return {
    name,
    in: place,
    required: place === "path" || (flagOf(reader, cursor, "required") ?? false),
    deprecated: flagOf(reader, cursor, "deprecated") ?? false,
    description: textOf(reader, cursor, "description"),
    style,
    explode: flagOf(reader, cursor, "explode") ?? explodesByDefault(style),
    allowReserved: flagOf(reader, cursor, "allowReserved") ?? false,
    allowEmptyValue: flagOf(reader, cursor, "allowEmptyValue") ?? false,
    ...readSchemaOrContent(reader, cursor),
    examples: readExamples(reader, cursor),
    place: placeOf(cursor),
  };
}

function styleOf(reader: Reader, cursor: Cursor, place: ParameterPlace): ParameterStyle {
  const written = textOf(reader, cursor, "style");
  if (written === undefined) return defaultStyle(place);
  const style = styleFor(place, written);
  if (style === undefined) sayStyle(reader, cursor, { style: written, in: place });
  return style ?? defaultStyle(place);
}

function sayStyle(reader: Reader, cursor: Cursor, evidence: { readonly style: string; readonly in: string }): void {
  note(reader, cursor, { code: "parameter-style-unknown", severity: "warning", evidence });
}

function sayUseless(reader: Reader, cursor: Cursor, name: string | undefined): undefined {
  const where = textOf(reader, cursor, "in") ?? null;
  note(reader, cursor, {
    code: "parameter-unusable",
    severity: "error",
    evidence: { name: name ?? null, in: where },
  });
}

function sayIgnored(reader: Reader, cursor: Cursor, name: string): undefined {
  note(reader, cursor, { code: "parameter-header-ignored", severity: "info", evidence: { name } });
}

/** Notes the finding `parameter-without-schema`. */
export function sayNoSchema(reader: Reader, cursor: Cursor, name: string): void {
  note(reader, cursor, { code: "parameter-without-schema", severity: "warning", evidence: { name } });
}
