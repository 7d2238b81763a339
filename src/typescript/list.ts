import { fragmentOf, type Fragment, type List } from "./fragment.ts";

const listFragment = (list: List): Fragment => fragmentOf([{ kind: "list", list }]);

/** Every list has the same properties in the same order: what prints them knows one shape only. */
function commas(open: string, items: readonly Fragment[], close: string): Fragment {
  const padding = open === "{" ? " " : "";
  return listFragment({
    open,
    close,
    items,
    flatSeparator: ", ",
    padding,
    brokenPrefix: "",
    brokenSuffix: ",",
    trailing: true,
    after: 0,
  });
}

/** `[a, b]` */
export function arrayOf(items: readonly Fragment[]): Fragment {
  return commas("[", items, "]");
}

/** `{ a, b }`, one per line where they do not fit. */
export function objectOf(items: readonly Fragment[]): Fragment {
  return commas("{", items, "}");
}

/** `(a, b)`, one per line where they do not fit. */
export function argumentsOf(items: readonly Fragment[]): Fragment {
  return commas("(", items, ")");
}

/** `a | b`; below each other with a leading bar where they do not fit. */
export function union(items: readonly Fragment[]): Fragment {
  const [only] = items;
  if (items.length === 1 && only !== undefined) return only;
  return listFragment({
    open: "",
    close: "",
    items,
    flatSeparator: " | ",
    padding: "",
    brokenPrefix: "| ",
    brokenSuffix: "",
    trailing: false,
    after: 1,
  });
}

/** `a && b`, broken behind each operator where it does not fit. */
export function chain(operator: "&&" | "||" | "&", items: readonly Fragment[]): Fragment {
  const [only] = items;
  if (items.length === 1 && only !== undefined) return only;
  return listFragment({
    open: "",
    close: "",
    items,
    flatSeparator: ` ${operator} `,
    padding: "",
    brokenPrefix: "",
    brokenSuffix: ` ${operator}`,
    trailing: false,
    after: 3,
  });
}
