/**
 * Names that can stand in a tag, in a file name and, in camel case, as code: each its own.
 *
 * @example
 * slugs(["GET /users/{id}"]).get("GET /users/{id}"); // "get-users-id"
 */
export function slugs(names: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  const made = new Map<string, string>();
  for (const [index, name] of names.entries()) {
    const key = made.has(name) ? `${name} ${index}` : name;
    const slug = unused(slugOf(name), taken);
    taken.add(slug);
    made.set(key, slug);
  }
  return made;
}

function slugOf(name: string): string {
  const plain = name
    .toLowerCase()
    .replaceAll(/[^a-z\d]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 60)
    .replace(/-+$/, "");
  return /^[a-z]/.test(plain) ? plain : `step-${plain}`.replace(/-$/, "");
}

function unused(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  for (let number = 2; ; number += 1) if (!taken.has(`${wanted}-${number}`)) return `${wanted}-${number}`;
}
