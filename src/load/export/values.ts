import type { Condition, Setting, Template, Times, Value } from "../scenario/index.ts";
import { call, later, listOf, literally, written, type Expression, type RuntimeName } from "./expression.ts";

type Hole = Exclude<Template[number], string>;

/** Names of variables by number. */
export type Variables = readonly string[];

/** A value as an expression; `env.NAME` is looked up where the script runs. */
export function valueExpression(value: Value, variables: Variables): Expression {
  switch (value.kind) {
    case "literal":
      return literally(value.value);
    case "variable":
      return variableNamed(variables[value.variable] ?? "");
    case "call":
      return call(`fn.${value.name}`, ...value.inputs.map((input) => valueExpression(input, variables)));
  }
}

export const variableNamed = (name: string): Expression =>
  name.startsWith("env.") ? { is: "environment", name: name.slice(4) } : { is: "variable", name };

const WRITERS: Readonly<Record<Hole["place"], RuntimeName>> = {
  target: "inTarget",
  path: "inPath",
  query: "inQuery",
  header: "inHeader",
  json: "inJson",
  "json-text": "inText",
  raw: "inRaw",
};

/** Text with holes: a plain text without any. */
export function templateExpression(template: Template, variables: Variables): Expression {
  const pieces = template.map((piece) =>
    typeof piece === "string" ? literally(piece) : holeExpression(piece, variables),
  );
  const [only] = pieces;
  if (only === undefined) return literally("");
  return pieces.length === 1 && only.is === "literal" ? only : written(pieces);
}

function holeExpression({ value, place, source }: Hole, variables: Variables): Expression {
  return call(WRITERS[place], valueExpression(value, variables), literally(source));
}

export function settingExpression(setting: Setting, variables: Variables): Expression {
  if (setting.kind === "value") return valueExpression(setting.value, variables);
  const text = templateExpression(setting.template, variables);
  return text.is === "literal" ? text : call("attempt", later(text));
}

export function conditionExpression(condition: Condition, variables: Variables): Expression {
  switch (condition.kind) {
    case "chance":
      return call("chance", literally(condition.percent));
    case "filled":
      return call(condition.isNegated ? "empty" : "filled", valueExpression(condition.value, variables));
    case "compare": {
      const { operator, left, right } = condition;
      const sides = [settingExpression(left, variables), settingExpression(right, variables)];
      return call("compares", literally(operator), ...sides);
    }
  }
}

export function timesExpression(times: Times, variables: Variables): Expression {
  if (times.kind === "value") return call("passes", valueExpression(times.value, variables));
  return times.least === times.most
    ? literally(times.least)
    : call("between", literally(times.least), literally(times.most));
}

/** A list of texts or numbers that are known. */
export const literals = (values: readonly (string | number)[]): Expression => listOf(values.map(literally));
