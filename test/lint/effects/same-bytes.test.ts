import { describe, expect, it } from "vitest";
import { isMetadataOnly } from "../../../src/lint/effects/same-bytes.ts";
import { readFormattedType } from "../../../src/lint/tree/type-name.ts";

const UTC = "Etc/UTC";

describe("a change of type", () => {
  it.each([
    ["character varying(10)", "character varying(20)", null, true],
    ["character varying(20)", "character varying(10)", null, false],
    ["character varying(10)", "character varying", null, true],
    ["character varying(10)", "text", null, true],
    ["text", "character varying", null, true],
    ["text", "character varying(10)", null, false],
    ["character(4)", "text", null, false],
    ["numeric(10,2)", "numeric(12,2)", null, true],
    ["numeric(10,2)", "numeric(12,4)", null, false],
    ["numeric(10,2)", "numeric", null, true],
    ["numeric", "numeric(10,2)", null, false],
    ["integer", "bigint", null, false],
    ["timestamp without time zone", "timestamp with time zone", UTC, true],
    ["timestamp without time zone", "timestamp with time zone", "Europe/Berlin", false],
    ["timestamp without time zone", "timestamp with time zone", null, false],
    ["timestamp(3) without time zone", "timestamp without time zone", null, true],
    ["timestamp without time zone", "timestamp(3) without time zone", null, false],
    ["bit varying(4)", "bit varying(8)", null, true],
    ["cidr", "inet", null, true],
    ["inet", "cidr", null, false],
    ["json", "jsonb", null, false],
    ["text[]", "character varying[]", null, false],
  ] as const)("%s to %s in %s: metadata only %s", (from, to, zone, expected) => {
    expect(isMetadataOnly(readFormattedType(from), readFormattedType(to), zone)).toBe(expected);
  });
});
