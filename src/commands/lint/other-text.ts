/** What a text is that is no SQL, by how it begins; undefined where it may be SQL. */
export function otherText(text: string): string | undefined {
  const start = text.replace(/^\uFEFF/, "").trimStart();
  if (/^[[{]/.test(start) && isJson(start)) return "JSON";
  if (/^<\?xml\b|^<!DOCTYPE\b|^<(?:databaseChangeLog|html|project)\b/i.test(start)) return "XML or HTML";
  if (start.startsWith("#!")) return "a script for another program";
  if (
    /^(?:import\s[^;]*\bfrom\s+["']|export\s+(?:default|const|async|function)\b|module\.exports\b|exports\.\w+\s*=|["']use strict["'])/.test(
      start,
    )
  )
    return "JavaScript or TypeScript";
  if (
    /^(?:---\s*$|databaseChangeLog:|version:\s)/m.test(start.slice(0, LOOKED_AT)) &&
    /^[\w-]+:(?:\s|$)/m.test(start.slice(0, LOOKED_AT))
  )
    return "YAML";
  return start.includes("\0") ? "no text" : undefined;
}

const LOOKED_AT = 400;

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    // Cut off, or with comments: names and values in quotes tell it all the same.
    return /^[[{]\s*(?:"[^"\n]*"\s*:|\{|\[|"[^"\n]*"\s*,)/.test(text);
  }
}
