import type { Parameter } from "../model.ts";
import { note, type Reader } from "../reading/index.ts";
import { placeOf, type Cursor } from "../refs/index.ts";

/**
 * Brings the template and the declared path parameters together: one that is not declared becomes a string, one that is
 * not in the template is left out; both are noted.
 */
export function matchTemplate(
  reader: Reader,
  site: TemplateSite,
  declared: readonly Parameter[],
): readonly Parameter[] {
  const { cursor, names } = site;
  const known = new Set(declared.flatMap((parameter) => (parameter.in === "path" ? [parameter.name] : [])));
  const missing = [...new Set(names)].filter((name) => !known.has(name));
  const lost = declared.filter((parameter) => parameter.in === "path" && !names.includes(parameter.name));
  for (const name of missing) sayUndeclared(reader, cursor, name);
  for (const { name, place } of lost) sayUnused(reader, cursor, { name, pointer: place.pointer });
  return [...missing.map((name) => plainString(cursor, name)), ...declared.filter((each) => !lost.includes(each))];
}

export interface TemplateSite {
  /** The operation. */
  readonly cursor: Cursor;
  /** Of the parameters in the template. */
  readonly names: readonly string[];
}

function plainString(cursor: Cursor, name: string): Parameter {
  const place = placeOf(cursor);
  return {
    name,
    in: "path",
    required: true,
    deprecated: false,
    description: undefined,
    style: "simple",
    explode: false,
    allowReserved: false,
    allowEmptyValue: false,
    schema: { place, types: ["string"] },
    contentType: undefined,
    examples: [],
    place,
  };
}

function sayUndeclared(reader: Reader, cursor: Cursor, name: string): void {
  note(reader, cursor, { code: "path-parameter-undeclared", severity: "warning", evidence: { name } });
}

function sayUnused(
  reader: Reader,
  cursor: Cursor,
  evidence: { readonly name: string; readonly pointer: string },
): void {
  note(reader, cursor, { code: "path-parameter-unused", severity: "warning", evidence });
}
