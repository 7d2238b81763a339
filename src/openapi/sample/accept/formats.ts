import { isDate, isDateTime, isDuration, isTime } from "./moments.ts";
import { isEmail, isHostname, isIpv4, isIpv6, isUri, isUriReference } from "./addresses.ts";
import { compilePattern } from "./pattern.ts";

const FORMATS: ReadonlyMap<string, (text: string) => boolean> = new Map([
  ["date-time", isDateTime],
  ["date", isDate],
  ["time", isTime],
  ["duration", isDuration],
  ["email", isEmail],
  ["idn-email", isEmail],
  ["hostname", isHostname],
  ["idn-hostname", (text: string) => text !== "" && !/[\s/]/.test(text)],
  ["ipv4", isIpv4],
  ["ipv6", isIpv6],
  ["ip", (text: string) => isIpv4(text) || isIpv6(text)],
  ["uri", isUri],
  ["iri", isUri],
  ["uri-reference", isUriReference],
  ["iri-reference", isUriReference],
  ["uuid", (text: string) => /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i.test(text)],
  ["byte", (text: string) => /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/.test(text)],
  ["json-pointer", (text: string) => /^(?:\/(?:[^~/]|~[01])*)*$/.test(text)],
  ["relative-json-pointer", (text: string) => /^(?:0|[1-9]\d*)(?:#|(?:\/(?:[^~/]|~[01])*)*)$/.test(text)],
  ["regex", (text: string) => compilePattern(text) !== undefined],
]);

/** True when the text has the format; a format that nobody knows asks for nothing. */
export function matchesFormat(text: string, format: string): boolean {
  return FORMATS.get(format)?.(text) ?? true;
}
