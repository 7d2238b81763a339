import { escapeHtml } from "./escape.ts";

/** Markup that is already safe; text becomes it through `text` and the functions below. */
export interface Markup {
  readonly html: string;
}

export type Content = Markup | string;

/** Text of anybody as markup. */
export const text = (content: string): Markup => ({ html: escapeHtml(content) });

/** Several pieces in a row; plain text is escaped. */
export const all = (...parts: readonly Content[]): Markup => ({ html: parts.map(htmlOf).join("\n") });

export const htmlOf = (content: Content): string => (typeof content === "string" ? escapeHtml(content) : content.html);

/** An element of a known name with its class; its content is escaped where it is text. */
export function element(name: string, content: Content, className = ""): Markup {
  const attribute = className === "" ? "" : ` class="${escapeHtml(className)}"`;
  return { html: `<${name}${attribute}>${htmlOf(content)}</${name}>` };
}

/** Words of our own in which `code` stands between backticks. */
export const prose = (words: string): Markup => ({
  html: escapeHtml(words).replace(/`([^`]+)`/g, "<code>$1</code>"),
});

export interface Card {
  readonly title: string;
  /** One line that says how to read it. */
  readonly hint?: string;
  readonly wide?: boolean;
}

/** A section of the page; nothing without content. */
export function card({ title, hint, wide = false }: Card, ...content: readonly Content[]): Markup {
  if (content.every((part) => htmlOf(part) === "")) return { html: "" };
  const head = [element("h2", title), ...(hint === undefined ? [] : [element("p", prose(hint), "hint")])];
  return element("section", all(...head, ...content), wide ? "card wide" : "card");
}

export interface Column {
  readonly title: string;
  /** `n`: a number; `name`: text that may be long. */
  readonly kind?: "n" | "name" | "bar-cell";
}

/** A table; nothing without rows. */
export function table(columns: readonly Column[], rows: readonly (readonly Content[])[]): Markup {
  if (rows.length === 0) return { html: "" };
  const head = columns.map(({ title, kind = "" }) => `<th scope="col"${classOf(kind)}>${escapeHtml(title)}</th>`);
  const body = rows.map((row) => `<tr>${row.map((cell, index) => cellOf(cell, columns[index])).join("")}</tr>`);
  return {
    html: `<div class="scroll" tabindex="0"><table><thead><tr>${head.join("")}</tr></thead><tbody>${body.join("\n")}</tbody></table></div>`,
  };
}

const cellOf = (cell: Content, column: Column | undefined): string =>
  `<td${classOf(column?.kind ?? "")}>${htmlOf(cell)}</td>`;

const classOf = (kind: string): string => (kind === "" ? "" : ` class="${kind}"`);

/** Content that is folded away. */
export const details = (summary: string, content: Markup): Markup =>
  content.html === ""
    ? content
    : { html: `<details><summary>${escapeHtml(summary)}</summary>${content.html}</details>` };

/** Names and values, large. */
export function numbers(rows: readonly (readonly [name: string, value: string, note?: string | undefined])[]): Markup {
  const items = rows.map(([name, value, note]) => {
    const small = note === undefined ? "" : `<small>${escapeHtml(note)}</small>`;
    return `<div><dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}${small}</dd></div>`;
  });
  return { html: `<dl class="numbers">${items.join("")}</dl>` };
}
