import { describe, expect, test } from "vitest";
import { substituted } from "../../../src/ledger/format/environment.ts";

const ENVIRONMENT = { NAME: "value", EMPTY: "" };

describe("substituted", () => {
  test.each([
    ["a name", "$NAME ${NAME}s $NAMES", "value values "],
    ["unset", "[$NONE] [${NONE}]", "[] []"],
    ["a default where unset or empty", "${NAME:-a} ${EMPTY:-b} ${NONE:-c}", "value b c"],
    ["a default where unset", "${NAME-a} ${EMPTY-b} ${NONE-c}", "value  c"],
    ["a default with a name in it", "${NONE:-x${NAME}y}", "xvaluey"],
    ["a part", "${NAME:1} ${NAME:1:2} ${NAME: -2} ${NAME:9}", "alue al ue "],
    ["escapes", String.raw`\$NAME $$NAME \\ $(NAME)`, String.raw`$NAME $NAME \\ $(NAME)`],
    ["a dollar at the end", "a$", "a$"],
    ["a name of every object", "[$constructor]", "[]"],
  ])("%s", (_, line, text) => {
    expect(substituted(line, ENVIRONMENT)).toEqual({ text, problems: [] });
  });

  test.each([
    ["what must be set", "${NONE?missing}", [{ kind: "unset-variable", what: "NONE" }]],
    ["a digit", "select $1", [{ kind: "bad-substitution", what: "$" }]],
    ["an open brace", "${NAME", [{ kind: "bad-substitution", what: "$" }]],
  ])("refuses %s", (_, line, problems) => {
    expect(substituted(line, ENVIRONMENT).problems).toEqual(problems);
  });
});
