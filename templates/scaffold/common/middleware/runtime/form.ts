import { isObject, own } from "./checks.js";
import { fail, step, type Problem } from "./problems.js";

/** The parts of a multipart form by name; several of one name are a list. */
export function partsOf(form: unknown, lists: ReadonlySet<string>): Record<string, unknown> {
  const parts = new Map<string, unknown[]>();
  if (form instanceof FormData) form.forEach((value, name) => parts.set(name, [...(parts.get(name) ?? []), value]));
  return Object.fromEntries(
    [...parts].map(([name, values]) => [name, lists.has(name) || values.length > 1 ? values : values[0]]),
  );
}

/** A part that the document calls binary: a text part counts as a file without a name. */
export function toFile(value: unknown): unknown {
  return typeof value === "string" ? new File([value], "") : value;
}

/** A part that the document calls text, also when it was sent with a file name. */
export function isFile(value: unknown): value is File {
  return value instanceof File;
}

/** A file that says another media type than the document takes (RFC 7578, 4.4); one that says none, or bytes, may be any. */
export function checkFileTypes(form: unknown, name: string, types: readonly string[], problems: Problem[]): void {
  const parts = isObject(form) ? [own(form, name)].flat() : [];
  const isOther = (part: unknown): boolean =>
    part instanceof File && saysType(part) && !types.some((wanted) => isOfType(part.type, wanted));
  if (parts.some(isOther)) fail(problems, `/body/${step(name)}`, `must be sent as ${types.join(" or ")}`);
}

const saysType = ({ type }: File): boolean => type !== "" && !/^application\/octet-stream\b/i.test(type);

function isOfType(given: string, wanted: string): boolean {
  const [type = ""] = given.toLowerCase().split(";");
  return wanted.endsWith("*") ? type.startsWith(wanted.slice(0, -1)) : type.trim() === wanted;
}
