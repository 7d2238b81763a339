/** Cookies of one user: name → value and path. */
export type CookieJar = Map<string, { readonly value: string; readonly path: string }>;

const MOST_COOKIES = 100;
const LONGEST_COOKIE = 4_096;

/**
 * Keeps what a `Set-Cookie` line says. One origin: Domain says nothing. Source: RFC 6265 section 5.2.
 * `epochMs` is the time of day: a cookie that has expired is removed.
 */
export function keepCookie(jar: CookieJar, line: string, epochMs: number): void {
  const [pair = "", ...attributes] = line.slice(0, LONGEST_COOKIE).split(";");
  const equals = pair.indexOf("=");
  if (equals < 1) return;
  const name = pair.slice(0, equals).trim();
  const value = pair.slice(equals + 1).trim();
  if (/[\u0000-\u001F\u007F;]/.test(name + value)) return;
  const known = new Map(attributes.map(attributeOf));
  if (isGone(known, epochMs)) return void jar.delete(name);
  if (jar.size >= MOST_COOKIES && !jar.has(name)) return;
  const path = known.get("path");
  jar.set(name, { value, path: path?.startsWith("/") === true ? path : "/" });
}

/** What goes into the Cookie header for a path; empty when there is nothing. */
export function cookieText(jar: CookieJar, target: string): string {
  const path = target.split("?", 1)[0] ?? "/";
  let text = "";
  for (const [name, cookie] of jar)
    if (fits(cookie.path, path)) text += text === "" ? `${name}=${cookie.value}` : `; ${name}=${cookie.value}`;
  return text;
}

function attributeOf(text: string): readonly [string, string] {
  const equals = text.indexOf("=");
  if (equals < 0) return [text.trim().toLowerCase(), ""];
  return [text.slice(0, equals).trim().toLowerCase(), text.slice(equals + 1).trim()];
}

function isGone(attributes: ReadonlyMap<string, string>, epochMs: number): boolean {
  const age = attributes.get("max-age");
  if (age !== undefined && /^-?\d+$/.test(age)) return Number(age) <= 0;
  const expires = Date.parse(attributes.get("expires") ?? "");
  return !Number.isNaN(expires) && expires <= epochMs;
}

/** RFC 6265 section 5.1.4. */
function fits(cookiePath: string, path: string): boolean {
  if (cookiePath === "/" || path === cookiePath) return true;
  return path.startsWith(cookiePath.endsWith("/") ? cookiePath : `${cookiePath}/`);
}
