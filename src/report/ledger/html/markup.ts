import { safeText } from "../../../kit/index.ts";

/** Markup that is safe already; all text becomes it by way of `text`. */
export interface Markup {
  readonly html: string;
}

export type Content = Markup | string;

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["'", "&#39;"],
]);

/** Text of anybody: nothing in it is markup, and signs that turn the reading direction become visible. */
export function escapeHtml(text: string): string {
  return safeText(text).replaceAll(/[&<>"']/g, (sign) => ENTITIES.get(sign) ?? sign);
}

export const htmlOf = (content: Content): string => (typeof content === "string" ? escapeHtml(content) : content.html);

/** Several pieces in a row. */
export const all = (...parts: readonly Content[]): Markup => ({ html: parts.map(htmlOf).join("\n") });

type Name = "p" | "pre" | "code" | "li" | "strong" | "small";

/** An element of a known name. */
export function element(name: Name, content: Content, className = ""): Markup {
  const attribute = className === "" ? "" : ` class="${className}"`;
  return { html: `<${name}${attribute}>${htmlOf(content)}</${name}>` };
}

/** A part of the page with its heading; nothing without content. */
export function section(title: string, ...content: readonly Content[]): Markup {
  const inner = content.map(htmlOf).filter((part) => part !== "");
  if (inner.length === 0) return { html: "" };
  return { html: `<section><h2>${escapeHtml(title)}</h2>\n${inner.join("\n")}</section>` };
}

/** A list; nothing without items. */
export function list(items: readonly Content[]): Markup {
  if (items.length === 0) return { html: "" };
  return { html: `<ul>${items.map((item) => element("li", item).html).join("\n")}</ul>` };
}

export interface Column {
  readonly title: string;
  /** A number: to the right. */
  readonly isNumber?: boolean;
}

/** A table; nothing without rows. */
export function table(columns: readonly Column[], rows: readonly (readonly Content[])[]): Markup {
  if (rows.length === 0) return { html: "" };
  const classOf = (index: number): string => (columns[index]?.isNumber === true ? ' class="number"' : "");
  const head = columns.map(({ title }, index) => `<th scope="col"${classOf(index)}>${escapeHtml(title)}</th>`);
  const body = rows.map(
    (row) => `<tr>${row.map((cell, index) => `<td${classOf(index)}>${htmlOf(cell)}</td>`).join("")}</tr>`,
  );
  return {
    html: `<div class="scroll" tabindex="0"><table><thead><tr>${head.join("")}</tr></thead><tbody>\n${body.join("\n")}\n</tbody></table></div>`,
  };
}
