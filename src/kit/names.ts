const WORD = /\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{Lo}+|\d+/gu;

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();

/**
 * The words of a name in any convention.
 *
 * @example
 * splitWords("getHTTPServer_by-id"); // ["get", "HTTP", "Server", "by", "id"]
 */
export function splitWords(name: string): readonly string[] {
  return name.match(WORD) ?? [];
}

/** @example camelCase("order_items"); // "orderItems" */
export function camelCase(name: string): string {
  const [first = "", ...rest] = splitWords(name);
  return first.toLowerCase() + rest.map(capital).join("");
}

/** @example pascalCase("order_items"); // "OrderItems" */
export function pascalCase(name: string): string {
  return splitWords(name).map(capital).join("");
}

/** @example kebabCase("orderItems"); // "order-items" */
export function kebabCase(name: string): string {
  return splitWords(name).join("-").toLowerCase();
}

/** @example snakeCase("orderItems"); // "order_items" */
export function snakeCase(name: string): string {
  return splitWords(name).join("_").toLowerCase();
}

/** @example titleCase("order_items"); // "Order Items" */
export function titleCase(name: string): string {
  return splitWords(name).map(capital).join(" ");
}
