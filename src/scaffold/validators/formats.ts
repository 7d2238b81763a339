import type { SchemaObject } from "../../openapi/index.ts";
import { code, literal, type Fragment } from "../../typescript/index.ts";
import { failure, type Site } from "./site.ts";
import { when } from "./statement.ts";

/** Format → its test in `runtime/formats.ts` and the words for it. Unknown formats are annotations. */
export const TEXT_FORMATS: ReadonlyMap<string, readonly [test: string, words: string]> = new Map([
  ["date-time", ["isDateTime", "a date and time (RFC 3339)"]],
  ["date", ["isDate", "a date (YYYY-MM-DD)"]],
  ["time", ["isTime", "a time (RFC 3339)"]],
  ["duration", ["isDuration", "a duration (ISO 8601)"]],
  ["uuid", ["isUuid", "a UUID"]],
  ["email", ["isEmail", "an e-mail address"]],
  ["hostname", ["isHostname", "a host name"]],
  ["ipv4", ["isIPv4", "an IPv4 address"]],
  ["ipv6", ["isIPv6", "an IPv6 address"]],
  ["ip", ["isIpAddress", "an IP address"]],
  ["uri", ["isUri", "a URI"]],
  ["uri-reference", ["isUriReference", "a URI or a relative reference"]],
  ["byte", ["isByte", "base64"]],
  ["json-pointer", ["isJsonPointer", "a JSON pointer"]],
  ["regex", ["isRegularExpression", "a regular expression"]],
]);

/** Bounds of the number formats. 64-bit bounds are rounded to what a number can hold. */
export const NUMBER_FORMATS: ReadonlyMap<string, readonly [minimum: number, maximum: number]> = new Map([
  ["int8", [-128, 127]],
  ["int16", [-32_768, 32_767]],
  ["int32", [-2_147_483_648, 2_147_483_647]],
  ["int64", [-(2 ** 63), 2 ** 63]],
  ["uint8", [0, 255]],
  ["uint16", [0, 65_535]],
  ["uint32", [0, 4_294_967_295]],
  ["uint64", [0, 2 ** 64]],
]);

/** `if (!isEmail(email)) fail(…)` */
export function formatCheck({ format }: SchemaObject, site: Site): readonly Fragment[] {
  const known = format === undefined || !site.module.plan.options.formats ? undefined : TEXT_FORMATS.get(format);
  if (known === undefined) return [];
  const [test, words] = known;
  return [when(code`!${site.module.helper("formats", test)}(${site.value})`, [failure(site, `must be ${words}`)])];
}

/** Range of an integer format. */
export function numberFormatCheck({ format }: SchemaObject, site: Site): readonly Fragment[] {
  const bounds = format === undefined || !site.module.plan.options.formats ? undefined : NUMBER_FORMATS.get(format);
  if (bounds === undefined) return [];
  const [minimum, maximum] = bounds;
  const outside = code`${site.value} < ${literal(minimum)} || ${site.value} > ${literal(maximum)}`;
  return [when(outside, [failure(site, `must fit into ${format}`)])];
}
