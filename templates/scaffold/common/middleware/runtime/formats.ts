// Formats of JSON Schema and OpenAPI, in time linear in their text: no regular expression here has two ways through one text.
import { isIP, isIPv4, isIPv6 } from "node:net";

const DAYS = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const [ZERO, HYPHEN, DOT, COLON] = [48, 45, 46, 58];

/** The number that two digits spell; -1 where something else stands there. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - ZERO;
  const ones = text.charCodeAt(at + 1) - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

/** RFC 3339 full-date. */
export function isDate(text: string): boolean {
  return text.length === 10 && startsWithDate(text);
}

function startsWithDate(text: string): boolean {
  const century = twoDigits(text, 0);
  const year = twoDigits(text, 2);
  const month = twoDigits(text, 5);
  const day = twoDigits(text, 8);
  if (century < 0 || year < 0 || text.charCodeAt(4) !== HYPHEN || text.charCodeAt(7) !== HYPHEN) return false;
  return day >= 1 && (day <= (DAYS[month] ?? 0) || (month === 2 && day === 29 && isLeap(century, year)));
}

const isLeap = (century: number, year: number): boolean => (year === 0 ? century : year) % 4 === 0;

/** RFC 3339 full-time, leap seconds included where they can happen. */
export function isTime(text: string): boolean {
  return endsWithTime(text, 0);
}

function endsWithTime(text: string, start: number): boolean {
  const hour = twoDigits(text, start);
  const minute = twoDigits(text, start + 3);
  const second = twoDigits(text, start + 6);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) return false;
  if (text.charCodeAt(start + 2) !== COLON || text.charCodeAt(start + 5) !== COLON) return false;
  const offset = offsetMinutes(text, endOfFraction(text, start + 8));
  return offset !== undefined && (second < 60 || (hour * 60 + minute - offset + 2880) % 1440 === 1439);
}

/** Where the fraction of a second ends that starts at `start`, if one does. */
function endOfFraction(text: string, start: number): number {
  if (text.charCodeAt(start) !== DOT) return start;
  let end = start + 1;
  while (isDigit(text.charCodeAt(end))) end += 1;
  return end === start + 1 ? start : end;
}

const isDigit = (code: number): boolean => code >= ZERO && code <= ZERO + 9;

/** The offset that is the rest of the text: `Z`, `+02:00`. */
function offsetMinutes(text: string, start: number): number | undefined {
  const sign = text[start];
  if (sign === "Z" || sign === "z") return text.length === start + 1 ? 0 : undefined;
  if ((sign !== "+" && sign !== "-") || text.length !== start + 6 || text[start + 3] !== ":") return undefined;
  const hour = twoDigits(text, start + 1);
  const minute = twoDigits(text, start + 4);
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
  if (text.length > 254) return false;
  const isPlain = EMAIL.test(text);
  // So short a text has no name or label that is too long.
  if (isPlain && text.length <= 64) return true;
  const at = text.lastIndexOf("@");
  if (at < 1 || at > 64) return false;
  return isPlain ? isHostname(text.slice(at + 1)) : isUnusualEmail(text, at);
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
