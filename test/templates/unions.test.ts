import { describe, expect, test } from "vitest";

interface Problem {
  readonly pointer: string;
  readonly message: string;
}
type Check = (value: unknown, problems: Problem[]) => void;
type Union = (
  checks: readonly Check[],
  value: unknown,
  problems: Problem[],
  pointer: string,
  demanded?: readonly (string | null)[],
) => void;

// The templates are a program of their own, with their own compiler settings: the types stop here.
const template = "../../templates/scaffold/common/middleware/runtime/unions.ts";
const { someOf, exactlyOne } = (await import(template)) as { readonly someOf: Union; readonly exactlyOne: Union };

/** Demands properties to be texts, and counts how often it is asked. */
function texts(...names: readonly string[]): Check & { asked: number } {
  const check = (value: unknown, problems: Problem[]): void => {
    check.asked += 1;
    if (typeof value !== "object" || value === null)
      return void problems.push({ pointer: "", message: "must be an object" });
    for (const name of names)
      if (typeof Reflect.get(value, name) !== "string")
        problems.push({ pointer: `/${name}`, message: "must be a string" });
  };
  check.asked = 0;
  return check;
}

function told(union: Union, checks: readonly Check[], [value, demanded]: readonly [unknown, (string | null)[]?]) {
  const problems: Problem[] = [];
  union(checks, value, problems, "/body", demanded);
  return problems.map(({ pointer, message }) => `${pointer} ${message}`);
}

describe.each([
  ["someOf", someOf],
  ["exactlyOne", exactlyOne],
])("%s tells of the nearest alternative", (_, union) => {
  test("whose own property is there, though another has fewer problems", () => {
    const checks = [texts("brand"), texts("iban", "bank")];
    expect(told(union, checks, [{ iban: 1 }, ["brand", "iban"]])).toEqual([
      "/body/iban must be a string",
      "/body/bank must be a string",
    ]);
    expect(checks.map(({ asked }) => asked)).toEqual([0, 1]);
  });

  test("of all, where no own property is there or none is known", () => {
    const checks = [texts("iban", "bank"), texts("brand")];
    expect(told(union, checks, [{}, ["iban", "brand"]])).toEqual(["/body/brand must be a string"]);
    expect(told(union, checks, [{ iban: 1 }])).toEqual(["/body/brand must be a string"]);
    expect(told(union, checks, [{ iban: 1 }, [null, "brand"]])).toEqual(["/body/brand must be a string"]);
  });

  test("and of none, where none is near", () => {
    const checks = [texts("iban"), texts("brand")];
    expect(told(union, checks, [7, ["iban", "brand"]])).toEqual(["/body must fit one of the alternatives"]);
    expect(checks.map(({ asked }) => asked)).toEqual([1, 1]);
  });
});

test("exactlyOne counts what fits", () => {
  const checks = [texts("a"), texts("b"), texts("c")];
  expect(told(exactlyOne, checks, [{ a: "x" }, ["a", "b", "c"]])).toEqual([]);
  expect(told(exactlyOne, checks, [{ a: "x", b: "y" }, ["a", "b", "c"]])).toEqual([
    "/body must fit exactly one of the alternatives, but fits 2",
  ]);
});
