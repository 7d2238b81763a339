import { elementOf, type ParsedType, parseType } from "./type-text.ts";

/**
 * What a conversion takes from values without a word, as PostgreSQL's assignment casts do: `fractions` of numeric as integer. Undefined:
 * nothing, or the conversion fails on values that do not fit. Source: "Type Conversion" and "Numeric Types" of the manual, measured.
 *
 * @example
 * quietLoss("numeric(10,4)", "numeric(10,2)"); // "digits"
 */
export function quietLoss(from: string, to: string): string | undefined {
  const [a, b] = [parseType(elementOf(from)[0]), parseType(elementOf(to)[0])];
  const found = LOSSES.find(({ into, isLost }) => into.test(b.base) && isLost(a, b));
  return found?.what;
}

/** What an explicit cast takes where an assignment would fail. @example cutShort("text", "character varying(5)") // "the end" */
export function cutShort(from: string, to: string): string | undefined {
  const [a, b] = [parseType(from), parseType(to)];
  const [room] = b.modifiers;
  if (room === undefined || !/^(?:character|character varying|bit|bit varying)$/.test(b.base)) return undefined;
  const [length] = a.modifiers;
  return length !== undefined && /^(?:character|bit)/.test(a.base) && length <= room ? undefined : "the end";
}

interface Loss {
  readonly what: string;
  /** The type that values become. */
  readonly into: RegExp;
  readonly isLost: (from: ParsedType, to: ParsedType) => boolean;
}

const INTEGER = /^(?:smallint|integer|bigint)$/;
const FRACTIONAL = /^(?:numeric|real|double precision)$/;
const STAMP = /^timestamp with(?:out)? time zone$/;
const CLOCK = /^(?:timestamp|time) with(?:out)? time zone$|^interval$/;
const TEXT = /^(?:text|character varying|character|public\.citext)$/;

/** Digits behind the point; undefined: any number of them. */
const scaleOf = ({ base, modifiers }: ParsedType): number | undefined => {
  if (INTEGER.test(base)) return 0;
  return base === "numeric" && modifiers.length > 0 ? (modifiers[1] ?? 0) : undefined;
};

const hasFractions = (type: ParsedType): boolean => FRACTIONAL.test(type.base) && (scaleOf(type) ?? 1) > 0;

/** Decimal digits of a whole number that a type can hold. */
const DIGITS: Readonly<Record<string, number>> = {
  smallint: 5,
  integer: 10,
  bigint: 19,
  real: 6,
  "double precision": 15,
};

const digitsOf = ({ base, modifiers }: ParsedType): number =>
  base === "numeric" ? (modifiers[0] ?? Number.POSITIVE_INFINITY) : (DIGITS[base] ?? 0);

const isTextOf = ({ base }: ParsedType): boolean => TEXT.test(base);

const LOSSES: readonly Loss[] = [
  { what: "fractions", into: INTEGER, isLost: hasFractions },
  {
    what: "digits",
    into: /^numeric$/,
    isLost: (from, to) => {
      const [before, after] = [scaleOf(from), scaleOf(to)];
      return (
        (FRACTIONAL.test(from.base) || INTEGER.test(from.base)) &&
        after !== undefined &&
        !(before !== undefined && before <= after)
      );
    },
  },
  { what: "digits", into: /^(?:real|double precision)$/, isLost: (from, to) => digitsOf(from) > digitsOf(to) },
  { what: "the time of day", into: /^date$/, isLost: ({ base }) => STAMP.test(base) },
  { what: "the date", into: /^time with(?:out)? time zone$/, isLost: ({ base }) => STAMP.test(base) },
  { what: "whole days", into: /^time with(?:out)? time zone$/, isLost: ({ base }) => base === "interval" },
  { what: "the time zone", into: /^time without time zone$/, isLost: ({ base }) => base === "time with time zone" },
  {
    what: "fractions of seconds",
    into: CLOCK,
    isLost: (from, to) =>
      CLOCK.test(from.base) && (from.modifiers[0] ?? MICROSECONDS) > (to.modifiers[0] ?? MICROSECONDS),
  },
  { what: "all but the first 63 bytes", into: /^name$/, isLost: isTextOf },
  { what: "all but the first byte", into: /^"char"$/, isLost: (from) => isTextOf(from) || from.base === "name" },
  { what: "all but zero and not zero", into: /^boolean$/, isLost: ({ base }) => INTEGER.test(base) },
];

const MICROSECONDS = 6;
