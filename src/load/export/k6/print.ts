import { snakeCase } from "../../../kit/index.ts";
import {
  argumentsOf,
  arrayOf,
  code,
  empty,
  ident,
  lines,
  literal,
  member,
  objectOf,
  propertyName,
  quoted,
  type Fragment,
} from "../../../typescript/index.ts";
import type { Act } from "../acts.ts";
import type { Expression } from "../expression.ts";

/** An expression as JavaScript. Text of strangers comes as literals only. */
export function javascript(expression: Expression): Fragment {
  switch (expression.is) {
    case "literal":
      return literal(expression.value);
    case "variable":
      return code`v${member(expression.name)}`;
    case "environment":
      return code`__ENV${member(expression.name)}`;
    case "call":
      return code`${functionName(expression.name)}${argumentsOf(expression.inputs.map(javascript))}`;
    case "list":
      return arrayOf(expression.items.map(javascript));
    case "record":
      return objectOf(expression.members.map(([name, value]) => code`${keyOf(name)}: ${javascript(value)}`));
    case "later":
      return code`() => ${bodyOf(expression.body)}`;
    case "judge":
      return code`(answer) => ${bodyOf(expression.body)}`;
    case "answer":
      return ident("answer");
    case "base":
      return ident(expression.of === "target" ? "BASE" : "TOKEN_BASE");
  }
}

/** An object behind an arrow would be read as a block. */
const bodyOf = (body: Expression): Fragment => (body.is === "record" ? code`(${javascript(body)})` : javascript(body));

function functionName(name: string): Fragment {
  const [first = "", second] = name.split(".");
  return second === undefined ? ident(first) : code`${ident(first)}${member(second)}`;
}

/** `__proto__` as a plain key would set the prototype. */
const keyOf = (name: string): Fragment => (name === "__proto__" ? quoted(name) : propertyName(name));

/** Acts as statements. */
export function statements(acts: readonly Act[]): Fragment {
  return lines(acts.map(statement));
}

function statement(act: Act): Fragment {
  switch (act.do) {
    case "send":
      return code`send(v, run, ${javascript(act.step)});`;
    case "think":
      return code`think(${literal(act.leastMs)}, ${literal(act.mostMs)});`;
    case "set":
      return code`v${member(act.name)} = ${javascript(act.value)};`;
    case "repeat":
      return code`
        for (let left = ${javascript(act.times)}; left > 0; left -= 1) {
          ${statements(act.body)}
          ${act.goesOn === undefined ? empty : code`if (!${javascript(act.goesOn)}) break;`}
        }
      `;
    case "branch":
      return branch(act);
  }
}

function branch({ condition, yes, no }: Extract<Act, { do: "branch" }>): Fragment {
  if (no.length === 0)
    return code`
      if (${javascript(condition)}) {
        ${statements(yes)}
      }
    `;
  return code`
    if (${javascript(condition)}) {
      ${statements(yes)}
    } else {
      ${statements(no)}
    }
  `;
}

/** A flow's name as that of a function; a prefix keeps it off our own names and the language's. */
export const functionFor = (tag: string): Fragment => ident(`flow_${snakeCase(tag)}`);
