import { code, lines, type Fragment } from "../../typescript/index.ts";

// With `else if ()` around them and some indentation, still within a line.
const SHORT = 96;

/** `if (condition) failure` on one line, or with a block. */
export function when(condition: Fragment, body: readonly Fragment[]): Fragment {
  const [only] = body;
  if (only === undefined) return code``;
  if (body.length === 1 && isShort(condition, only)) return code`if (${condition}) ${only}`;
  return code`
    if (${condition}) {
      ${body}
    }
  `;
}

/** `if (a) x else y`; without an else when there is nothing in it. */
export function either(condition: Fragment, body: readonly Fragment[], otherwise: readonly Fragment[]): Fragment {
  if (otherwise.length === 0) return when(condition, body);
  const first = when(condition, body);
  const glue = first.width === Number.POSITIVE_INFINITY ? code`${first} else ` : code`${first}\nelse `;
  return code`${glue}${elseBody(otherwise)}`;
}

function elseBody(body: readonly Fragment[]): Fragment {
  const [only] = body;
  if (body.length === 1 && only !== undefined && (startsWithIf(only) || only.width < 100)) return only;
  return code`
    {
      ${lines(body)}
    }
  `;
}

const isShort = (condition: Fragment, body: Fragment): boolean =>
  condition.width + body.width < SHORT && !startsWithIf(body);

function startsWithIf(fragment: Fragment): boolean {
  const [first] = fragment.parts;
  if (first?.kind === "nested") return startsWithIf(first.fragment);
  return first?.kind === "text" && first.text.startsWith("if (");
}
