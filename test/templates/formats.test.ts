import { isIP } from "node:net";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

// The templates are a program of their own, with their own compiler settings: the types stop here.
const template = "../../templates/scaffold/common/middleware/runtime/formats.ts";
const formats = (await import(template)) as Readonly<Record<string, (text: string) => boolean>>;

// What the formats are, said again without a thought for speed.
const isDate = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) &&
  !Number.isNaN(Date.parse(`${text}T00:00Z`)) &&
  new Date(`${text}T00:00Z`).toISOString().startsWith(text);

const TIME =
  /^(?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)(?:\.\d+)?(?:[Zz]|(?<sign>[+-])(?<hours>\d\d):(?<minutes>\d\d))$/;

function isTime(text: string): boolean {
  const { sign, ...parts } = TIME.exec(text)?.groups ?? { hour: "99" };
  const [hour = 0, minute = 0, second = 0, hours = 0, minutes = 0] = [
    "hour",
    "minute",
    "second",
    "hours",
    "minutes",
  ].map((name) => Number(parts[name] ?? 0));
  const offset = (sign === "-" ? -1 : 1) * (hours * 60 + minutes);
  const isLast = (((hour * 60 + minute - offset) % 1440) + 1440) % 1440 === 1439;
  return hour < 24 && minute < 60 && hours < 24 && minutes < 60 && second < (isLast ? 61 : 60);
}

const isDateTime = (text: string): boolean =>
  /^.{10}[Tt ]/.test(text) && isDate(text.slice(0, 10)) && isTime(text.slice(11));

const isLabel = (text: string): boolean =>
  /^[A-Za-z\d-]{1,63}$/.test(text) && !text.startsWith("-") && !text.endsWith("-");

function isEmail(text: string): boolean {
  const at = text.lastIndexOf("@");
  const [name, host] = [text.slice(0, Math.max(at, 0)), text.slice(at + 1)];
  const isQuoted = /^"(?:[^"\\]|\\.)*"$/.test(name);
  const isNamed = isQuoted || name.split(".").every((word) => /^[\w!#$%&'*+/=?^`{|}~-]+$/.test(word));
  const address = /^\[(?:IPv6:)?(.*)\]$/i.exec(host)?.[1] ?? "";
  return at > 0 && at <= 64 && text.length <= 254 && isNamed && (host.split(".").every(isLabel) || isIP(address) !== 0);
}

const oneOf = (...texts: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...texts);
const number = (most: number): fc.Arbitrary<string> => fc.nat(most).map((value) => String(value).padStart(2, "0"));
const joined = (...parts: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.tuple(...parts).map((texts) => texts.join(""));

const year = fc.oneof(
  oneOf("0000", "1900", "2000", "2023", "2024"),
  fc.nat(9_999).map((value) => String(value).padStart(4, "0")),
);
const date = joined(year, oneOf("-", "-", "/"), number(13), oneOf("-", "-", "."), number(33));
const minute = fc.oneof(oneOf("59"), number(61));
const offset = oneOf("Z", "z", "", "+02:00", "-23:59", "+24:00", "-00:60", "+0100", "-1:00", "Z ");
const time = joined(
  fc.oneof(oneOf("23"), number(25)),
  oneOf(":", ":", "."),
  minute,
  oneOf(":", ":", "-"),
  fc.oneof(oneOf("60"), number(62)),
  oneOf("", "", ".5", ".123456789", "."),
  offset,
);
const word = fc.oneof(
  fc.string({ maxLength: 4 }),
  fc.string({ unit: oneOf("a", "Z", "0", "_", "+", ".", "-"), maxLength: 9 }),
  fc.nat(66).map((length) => "b".repeat(length)),
);
const host = fc.oneof(
  fc.array(word, { minLength: 1, maxLength: 5 }).map((labels) => labels.join(".")),
  oneOf("[127.0.0.1]", "[IPv6:::1]", "[ipv6:1.2.3.4]", "[::1]", "[]", "[a]"),
);
const email = joined(fc.oneof(word, oneOf('"a b"', '"a\\"b"', '"a"b"', '"', "a..b")), oneOf("@", "@", "@@", ""), host);

/** The text itself, or one character of it changed, added or gone. */
const nearly = (texts: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(texts, fc.nat(), fc.constantFrom(0, 0, 0, 1), fc.constantFrom("", "", "", "0", ":", "a", "\n", "é", "٣"))
    .map(([text, place, gone, more]) => {
      const at = place % (text.length + 1);
      return text.slice(0, at) + more + text.slice(at + gone);
    });

describe("formats that are read character by character say what their definition says", () => {
  test.each([
    ["isDate", date, isDate],
    ["isTime", time, isTime],
    ["isDateTime", joined(date, oneOf("T", "t", " ", "", "x"), time), isDateTime],
    ["isEmail", email, isEmail],
  ] as const)("%s", (name, texts, expected) => {
    const format = formats[name];
    fc.assert(
      fc.property(nearly(texts), (text) => format?.(text) === expected(text)),
      { numRuns: 3_000, seed: 7 },
    );
  });

  test.each([
    ["isDate", ["2024-02-29", "2000-02-29", "0000-02-29"], ["2023-02-29", "1900-02-29", "2024-13-01", "2024-00-10"]],
    ["isTime", ["23:59:60Z", "01:29:60+01:30"], ["23:58:60Z", "23:59:61Z", "24:00:00Z", "10:00:00"]],
    ["isEmail", [`${"a".repeat(64)}@b`, '"a b"@c'], [`${"a".repeat(65)}@b`, `a@${"b".repeat(64)}`, "a@b@"]],
  ])("%s, by hand", (name, good, bad) => {
    expect([
      good.filter((text) => formats[name]?.(text) !== true),
      bad.filter((text) => formats[name]?.(text)),
    ]).toEqual([[], []]);
  });
});
