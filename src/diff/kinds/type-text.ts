/** A type as `format_type` writes it, taken apart. */
export interface ParsedType {
  /** `timestamp without time zone` of `timestamp(3) without time zone` */
  readonly base: string;
  /** 10 and 2 of `numeric(10,2)` */
  readonly modifiers: readonly number[];
}

/** @example parseType("numeric(10,2)") // { base: "numeric", modifiers: [10, 2] } */
export function parseType(type: string): ParsedType {
  const modifiers = /\(([-\d,\s]+)\)/.exec(type)?.[1];
  return { base: baseType(type), modifiers: modifiers === undefined ? [] : modifiers.split(",").map(Number) };
}

/** `character varying(20)` → `character varying` */
export const baseType = (type: string): string => type.replace(/\([-\d,\s]*\)/, "").trim();

/** `public.pair[][]` → `public.pair` and 2 */
export function elementOf(type: string): readonly [element: string, dimensions: number] {
  const brackets = /(?:\[\])+$/.exec(type)?.[0] ?? "";
  return [type.slice(0, type.length - brackets.length), brackets.length / 2];
}
