import { fragmentOf, type Fragment, type List } from "./fragment.ts";

const listFragment = (list: List): Fragment => fragmentOf([{ kind: "list", list }]);

const commas = {
  flatSeparator: ", ",
  padding: "",
  brokenPrefix: "",
  brokenSuffix: ",",
  trailing: true,
  after: 0,
} as const;

/** `[a, b]` */
export function arrayOf(items: readonly Fragment[]): Fragment {
  return listFragment({ ...commas, open: "[", close: "]", items });
}

/** `{ a, b }`, one per line where they do not fit. */
export function objectOf(items: readonly Fragment[]): Fragment {
  return listFragment({ ...commas, open: "{", close: "}", items, padding: " " });
}

/** `(a, b)`, one per line where they do not fit. */
export function argumentsOf(items: readonly Fragment[]): Fragment {
  return listFragment({ ...commas, open: "(", close: ")", items });
}

/** `a | b`; below each other with a leading bar where they do not fit. */
export function union(items: readonly Fragment[]): Fragment {
  const [only] = items;
  if (items.length === 1 && only !== undefined) return only;
  const style = {
    flatSeparator: " | ",
    padding: "",
    brokenPrefix: "| ",
    brokenSuffix: "",
    trailing: false,
    after: 1,
  } as const;
  return listFragment({ ...style, open: "", close: "", items });
}

/** `a && b`, broken behind each operator where it does not fit. */
export function chain(operator: "&&" | "||" | "&", items: readonly Fragment[]): Fragment {
  const [only] = items;
  if (items.length === 1 && only !== undefined) return only;
  const style = {
    flatSeparator: ` ${operator} `,
    padding: "",
    brokenPrefix: "",
    brokenSuffix: ` ${operator}`,
  } as const;
  return listFragment({ ...style, open: "", close: "", items, trailing: false, after: 3 });
}
