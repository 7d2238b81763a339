// Formats of JSON Schema and OpenAPI, in time linear in their text: no regular expression here has two ways through one text.
import { isIP, isIPv4, isIPv6 } from "node:net";

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The number that the digits from `start` to `end` spell; -1 where something else stands there. */
function digits(text: string, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** RFC 3339 full-date. */
export function isDate(text: string): boolean {
  return text.length === 10 && startsWithDate(text);
}

function startsWithDate(text: string): boolean {
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 7);
  const day = digits(text, 8, 10);
  if (year < 0 || text[4] !== "-" || text[7] !== "-") return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day >= 1 && day <= (month === 2 && leap ? 29 : (DAYS[month - 1] ?? 0));
}

/** RFC 3339 full-time, leap seconds included where they can happen. */
export function isTime(text: string): boolean {
  return endsWithTime(text, 0);
}

function endsWithTime(text: string, start: number): boolean {
  const hour = digits(text, start, start + 2);
  const minute = digits(text, start + 3, start + 5);
  const second = digits(text, start + 6, start + 8);
  if (text[start + 2] !== ":" || text[start + 5] !== ":" || hour < 0 || minute < 0 || second < 0) return false;
  const offset = offsetMinutes(text, endOfFraction(text, start + 8));
  if (offset === undefined || hour > 23 || minute > 59) return false;
  return second < 60 || (second === 60 && (hour * 60 + minute - offset + 2880) % 1440 === 1439);
}

/** Where the fraction of a second ends that starts at `start`, if one does. */
function endOfFraction(text: string, start: number): number {
  if (text[start] !== ".") return start;
  let end = start + 1;
  while (digits(text, end, end + 1) >= 0) end += 1;
  return end === start + 1 ? start : end;
}

/** The offset that is the rest of the text: `Z`, `+02:00`. */
function offsetMinutes(text: string, start: number): number | undefined {
  const sign = text[start];
  if (sign === "Z" || sign === "z") return text.length === start + 1 ? 0 : undefined;
  if ((sign !== "+" && sign !== "-") || text.length !== start + 6 || text[start + 3] !== ":") return undefined;
  const hour = digits(text, start + 1, start + 3);
  const minute = digits(text, start + 4, start + 6);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return undefined;
  return (sign === "-" ? -1 : 1) * (hour * 60 + minute);
}

/** RFC 3339 date-time. */
export function isDateTime(text: string): boolean {
  const separator = text[10];
  if (separator !== "T" && separator !== "t" && separator !== " ") return false;
  return startsWithDate(text) && endsWithTime(text, 11);
}

/** ISO 8601 duration as RFC 3339 has it. */
export function isDuration(text: string): boolean {
  return /^P(?!$)(?:\d+W|(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?)$/.test(text);
}

/** RFC 9562, in either case. */
export function isUuid(text: string): boolean {
  return /^[\dA-Fa-f]{8}-[\dA-Fa-f]{4}-[\dA-Fa-f]{4}-[\dA-Fa-f]{4}-[\dA-Fa-f]{12}$/.test(text);
}

const LABELS = "[A-Za-z\\d]+(?:-+[A-Za-z\\d]+)*(?:\\.[A-Za-z\\d]+(?:-+[A-Za-z\\d]+)*)*";
const WORDS = "[\\w!#$%&'*+/=?^`{|}~-]+(?:\\.[\\w!#$%&'*+/=?^`{|}~-]+)*";
const HOSTNAME = new RegExp(`^${LABELS}$`);
const EMAIL = new RegExp(`^${WORDS}@${LABELS}$`);

/** Words with dots between them, one @, a host name: as nearly all are. Quoted names and addresses of RFC 5321 besides. */
export function isEmail(text: string): boolean {
  const at = text.lastIndexOf("@");
  if (at < 1 || at > 64 || text.length > 254) return false;
  return EMAIL.test(text) ? text.length < at + 65 || isHostname(text.slice(at + 1)) : isUnusualEmail(text, at);
}

function isUnusualEmail(text: string, at: number): boolean {
  const local = text.slice(0, at);
  if (!/^"(?:[^"\\]|\\.)*"$/.test(local) && !EMAIL.test(`${local}@a`)) return false;
  const host = text.slice(at + 1);
  return (
    isHostname(host) ||
    (host.startsWith("[") && host.endsWith("]") && isIP(host.slice(1, -1).replace(/^IPv6:/i, "")) !== 0)
  );
}

/** Labels of letters, digits and inner hyphens, at most 63 long, with dots between them. */
export function isHostname(text: string): boolean {
  return text.length <= 253 && HOSTNAME.test(text) && (text.length <= 63 || !/[^.]{64}/.test(text));
}

/** RFC 3986 with a scheme. */
export function isUri(text: string): boolean {
  return /^[A-Za-z][A-Za-z\d+.-]*:[\w\-.~:/?#[\]@!$&'()*+,;=]*(?:%[\dA-Fa-f]{2}[\w\-.~:/?#[\]@!$&'()*+,;=]*)*$/.test(
    text,
  );
}

/** RFC 3986, absolute or relative. */
export function isUriReference(text: string): boolean {
  return /^[\w\-.~:/?#[\]@!$&'()*+,;=]*(?:%[\dA-Fa-f]{2}[\w\-.~:/?#[\]@!$&'()*+,;=]*)*$/.test(text);
}

export function isIpAddress(text: string): boolean {
  return isIP(text) !== 0;
}

/** base64 of RFC 4648, with or without line breaks. */
export function isByte(text: string): boolean {
  const compact = text.replace(/[\r\n]/g, "");
  return compact.length % 4 === 0 && /^[A-Za-z\d+/]*={0,2}$/.test(compact);
}

export function isJsonPointer(text: string): boolean {
  return /^(?:\/(?:[^~/]|~[01])*)*$/.test(text);
}

export function isRegularExpression(text: string): boolean {
  try {
    return new RegExp(text, "u") instanceof RegExp;
  } catch {
    return false;
  }
}

export { isIPv4, isIPv6 };
