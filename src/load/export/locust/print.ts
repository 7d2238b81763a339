import { indent, snakeCase } from "../../../kit/index.ts";
import type { Act } from "../acts.ts";
import type { Expression } from "../expression.ts";
import { pythonLiteral } from "./literal.ts";

const WIDTH = 100;

/** An expression as Python. Text of strangers comes as literals only. */
export function python(expression: Expression): string {
  switch (expression.is) {
    case "literal":
      return pythonLiteral(expression.value);
    case "variable":
      return `v[${pythonLiteral(expression.name)}]`;
    case "environment":
      return `environment(${pythonLiteral(expression.name)})`;
    case "call":
      return bracketed(`${functionName(expression.name)}(`, expression.inputs.map(python), ")");
    case "list":
      return bracketed("[", expression.items.map(python), "]");
    case "record":
      return bracketed(
        "{",
        expression.members.map(([name, value]) => `${pythonLiteral(name)}: ${python(value)}`),
        "}",
      );
    case "later":
      return `lambda: ${python(expression.body)}`;
    case "judge":
      return `lambda answer: ${python(expression.body)}`;
    case "answer":
      return "answer";
    case "base":
      return expression.of === "target" ? "BASE" : "TOKEN_BASE";
  }
}

/** On one line where it fits. */
function bracketed(open: string, items: readonly string[], close: string): string {
  const flat = `${open}${items.join(", ")}${close}`;
  if (flat.length <= WIDTH && !flat.includes("\n")) return flat;
  return `${open}\n${items.map((item) => `${indent(item, 4)},\n`).join("")}${close}`;
}

/** `inPath` is `in_path`, and `fn.uuid` stays. */
function functionName(name: string): string {
  const [first = "", second] = name.split(".");
  return second === undefined ? snakeCase(first) : `${first}.${second}`;
}

/** Acts as the lines of a block; an empty one is `pass`. */
export function statements(acts: readonly Act[]): string {
  return acts.length === 0 ? "pass" : acts.map(statement).join("\n");
}

function statement(act: Act): string {
  switch (act.do) {
    case "send":
      return `send(v, run, ${python(act.step)})`;
    case "think":
      return `think(${act.leastMs}, ${act.mostMs})`;
    case "set":
      return `v[${pythonLiteral(act.name)}] = ${python(act.value)}`;
    case "repeat": {
      const asks = act.goesOn === undefined ? "" : `\nif not ${python(act.goesOn)}:\n    break`;
      return `for _ in range(${python(act.times)}):\n${indent(`${statements(act.body)}${asks}`, 4)}`;
    }
    case "branch": {
      const other = act.no.length === 0 ? "" : `\nelse:\n${indent(statements(act.no), 4)}`;
      return `if ${python(act.condition)}:\n${indent(statements(act.yes), 4)}${other}`;
    }
  }
}
