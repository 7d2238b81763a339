import { code, type Fragment } from "../../typescript/index.ts";

/** `const item: unknown = value[index];`, or nothing where no statement speaks of it. */
export function declared(name: Fragment, value: Fragment, statements: readonly Fragment[]): Fragment {
  return statements.some((statement) => mentions(statement, name)) ? code`const ${name}: unknown = ${value};` : code``;
}

function mentions(statement: Fragment, name: Fragment): boolean {
  const [wanted] = name.parts;
  return wanted?.kind === "text" && containsText(statement, wanted.text);
}

function containsText(fragment: Fragment, text: string): boolean {
  return fragment.parts.some((part) => {
    if (part.kind === "text") return part.text === text;
    return part.kind === "nested"
      ? containsText(part.fragment, text)
      : part.list.items.some((item) => containsText(item, text));
  });
}
