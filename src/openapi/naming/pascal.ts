import { pascalCase, splitWords } from "../../kit/index.ts";

/**
 * The words of a name, each with a capital, whatever script it is written in.
 *
 * @example
 * pascal("order-items"); // "OrderItems"
 */
export function pascal(name: string): string {
  if (/^[\p{ASCII}]*$/u.test(name)) return pascalCase(name);
  return foreignWords(name)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

/** True when a name holds anything that can stand in an identifier. */
export function hasWords(name: string): boolean {
  return splitWords(name).length > 0 || foreignWords(name).length > 0;
}

const foreignWords = (name: string): readonly string[] =>
  name.split(/[^\p{ID_Continue}]+|_+/u).filter((word) => word !== "");
