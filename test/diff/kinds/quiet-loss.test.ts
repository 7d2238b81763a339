import { expect, test } from "vitest";
import { cutShort, quietLoss } from "../../../src/diff/kinds/quiet-loss.ts";

test.each<[from: string, to: string, lost: string | undefined]>([
  ["numeric(10,4)", "numeric(10,2)", "digits"],
  ["numeric(10,2)", "numeric(12,2)", undefined],
  ["numeric", "numeric(12,2)", "digits"],
  ["numeric(12,2)", "numeric", undefined],
  ["integer", "numeric(12,2)", undefined],
  ["integer", "numeric(12,-2)", "digits"],
  ["double precision", "numeric(12,2)", "digits"],
  ["text", "numeric(12,2)", undefined],
  ["numeric(10,2)", "bigint", "fractions"],
  ["numeric(10)", "bigint", undefined],
  ["real", "integer", "fractions"],
  ["bigint", "integer", undefined],
  ["bigint", "double precision", "digits"],
  ["integer", "double precision", undefined],
  ["integer", "real", "digits"],
  ["smallint", "real", undefined],
  ["double precision", "real", "digits"],
  ["numeric(5,2)", "real", undefined],
  ["numeric[]", "integer[]", "fractions"],
  ["timestamp with time zone", "date", "the time of day"],
  ["date", "timestamp with time zone", undefined],
  ["timestamp without time zone", "timestamp with time zone", undefined],
  ["timestamp without time zone", "time without time zone", "the date"],
  ["interval", "time without time zone", "whole days"],
  ["time with time zone", "time without time zone", "the time zone"],
  ["timestamp(6) with time zone", "timestamp(3) with time zone", "fractions of seconds"],
  ["timestamp(3) with time zone", "timestamp with time zone", undefined],
  ["interval", "interval(0)", "fractions of seconds"],
  ["date", "timestamp(0) without time zone", undefined],
  ["text", "character varying(5)", undefined],
  ["text", "name", "all but the first 63 bytes"],
  ["character varying", '"char"', "all but the first byte"],
  ["integer", "boolean", "all but zero and not zero"],
  ["public.d", "public.e", undefined],
])("%s as %s loses %s", (from, to, lost) => {
  expect(quietLoss(from, to)).toBe(lost);
});

test.each<[from: string, to: string, lost: string | undefined]>([
  ["text", "character varying(5)", "the end"],
  ["character varying(3)", "character varying(5)", undefined],
  ["character varying(9)", "character(5)", "the end"],
  ["bit(8)", "bit(4)", "the end"],
  ["text", "character varying", undefined],
  ["numeric(9,2)", "character varying(5)", "the end"],
])("a cast of %s to %s cuts off %s", (from, to, lost) => {
  expect(cutShort(from, to)).toBe(lost);
});
