const ENTITIES: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["'", "&#39;"],
]);

/** Text of anybody as text. */
export const html = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => ENTITIES.get(sign) ?? sign);

/** A word in its colour. */
export const pill = (severity: "info" | "warning" | "error"): string =>
  `<span class="pill ${severity}">${severity}</span>`;
