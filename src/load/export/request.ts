import type { Template } from "../scenario/index.ts";

/** A request taken apart again. */
export interface RequestParts {
  /** From the path on. */
  readonly target: Template;
  readonly headers: readonly NamedTemplate[];
  readonly cookies: readonly NamedTemplate[];
}

export interface NamedTemplate {
  readonly name: string;
  readonly value: Template;
}

/** The pieces of HTTP/1.1 that a scenario holds, as what a client library takes. */
export function partsOf({ head, cookies }: { readonly head: Template; readonly cookies: Template }): RequestParts {
  const [first = [], ...lines] = split(head, "\r\n").filter((line) => line.length > 0);
  const target = cut(cut(first, /^\S+ /), / HTTP\/1\.1$/);
  return {
    target,
    headers: lines.map((line) => named(line, ": ")),
    cookies: split(cookies, "; ").flatMap((pair) => (pair.length === 0 ? [] : [named(pair, "=")])),
  };
}

/** Line ends stand only in our own text, never in a hole. */
function split(template: Template, separator: string): readonly Template[] {
  const lines: Template[number][][] = [[]];
  for (const piece of template) {
    if (typeof piece !== "string") {
      lines.at(-1)?.push(piece);
      continue;
    }
    for (const [index, part] of piece.split(separator).entries()) {
      if (index > 0) lines.push([]);
      if (part !== "") lines.at(-1)?.push(part);
    }
  }
  return lines;
}

const cut = (template: Template, pattern: RegExp): Template =>
  template
    .map((piece, index) => {
      const isEnd = pattern.source.startsWith("^") ? index === 0 : index === template.length - 1;
      return typeof piece === "string" && isEnd ? piece.replace(pattern, "") : piece;
    })
    .filter((piece) => piece !== "");

function named(line: Template, separator: string): NamedTemplate {
  const [first = "", ...rest] = line;
  const text = typeof first === "string" ? first : "";
  const at = text.indexOf(separator);
  const start = at < 0 ? "" : text.slice(at + separator.length);
  return { name: at < 0 ? text : text.slice(0, at), value: start === "" ? rest : [start, ...rest] };
}
