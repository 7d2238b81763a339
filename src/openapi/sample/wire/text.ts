import { type JsonObject, type JsonValue, isJsonArray, wellFormed } from "../../../kit/index.ts";

/** A value as the text of a parameter; what is nested deeper than a style can say becomes JSON. */
export function plainText(value: JsonValue): string {
  if (value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** Percent-encoded, whatever it holds. */
export const percent = (text: string): string => encodeURIComponent(wellFormed(text));

/** Text of a path, percent-encoded once: a document may have written the escapes itself. */
export function literalText(text: string): string {
  try {
    return encodeURI(wellFormed(decodeURI(text)));
  } catch {
    return encodeURI(wellFormed(text));
  }
}

/** Percent-encoded, or with RFC 3986's reserved characters kept where the parameter allows them. */
export function encoded(value: JsonValue, allowReserved: boolean): string {
  const text = percent(plainText(value));
  if (!allowReserved) return text;
  return text.replaceAll(/%(?:3A|2F|3F|5B|5D|40|21|24|27|28|29|2A|2B|2C|3B)/g, decodeURIComponent);
}

export function itemsOf(value: JsonValue): readonly JsonValue[] {
  return isJsonArray(value) ? value : [value];
}

/** `a,1,b,2` */
export function flatPairs(value: JsonObject): readonly JsonValue[] {
  return Object.entries(value).flat();
}
