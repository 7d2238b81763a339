/** What a client asks for by the header `Prefer` (RFC 7240): `code=404, example=empty`, `dynamic`. */
export interface Preferences {
  readonly code: string | undefined;
  readonly example: string | undefined;
  readonly isDynamic: boolean;
}

/** Preferences that nobody here knows are ignored, as the RFC says. */
export function readPrefer(header: string | undefined): Preferences {
  const found = new Map<string, string>();
  for (const part of (header ?? "").split(/[,;]/)) {
    const [name = "", ...rest] = part.split("=");
    const value = rest.join("=").trim();
    found.set(name.trim().toLowerCase(), /^".*"$/s.test(value) ? value.slice(1, -1) : value);
  }
  const dynamic = found.get("dynamic");
  return { code: found.get("code"), example: found.get("example"), isDynamic: dynamic === "" || dynamic === "true" };
}
