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
