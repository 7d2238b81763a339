import type { PlannedRequest, Header } from "../../plan.ts";
import type { RequestTemplate, ScenarioStep, Template } from "../model.ts";
import { cookieText } from "./cookies.ts";
import type { User } from "./user.ts";
import type { Source } from "./values.ts";
import { type Missing, write } from "./write.ts";

/** Makes the bytes of a step's request for a user; or says which value is missing. */
export type Composer = (user: User, source: Source) => Uint8Array | Missing;

/** A request that never changes is made once. */
export function composerOf({ request }: ScenarioStep): Composer {
  const fixed = isFixed(request) ? compose(request, staticParts(request), "") : undefined;
  return (user, source) => {
    const hasCookies = user.cookies !== undefined && user.cookies.size > 0;
    if (fixed !== undefined && !hasCookies) return fixed;
    const parts = written(request, user, source);
    if ("missing" in parts) return parts;
    return compose(request, parts, hasCookies ? cookiesFor(user, parts.head) : "");
  };
}

function cookiesFor({ cookies }: User, head: string): string {
  const line = head.slice(0, head.indexOf(" HTTP/1.1\r\n"));
  const path = line.slice(line.indexOf(" ") + 1).replace(/^https?:\/\/[^/]*/, "");
  return cookies === undefined ? "" : cookieText(cookies, path);
}

interface Parts {
  readonly head: string;
  readonly cookies: string;
  readonly body: string | Uint8Array | undefined;
}

function isFixed({ head, cookies, body }: RequestTemplate): boolean {
  const bodyPieces = body === undefined || body instanceof Uint8Array ? [] : body;
  const pieces = [...head, ...cookies, ...bodyPieces];
  return pieces.every((piece) => typeof piece === "string");
}

const literal = (template: Template): string =>
  template.map((piece) => (typeof piece === "string" ? piece : "")).join("");

function staticParts({ head, cookies, body }: RequestTemplate): Parts {
  return {
    head: literal(head),
    cookies: literal(cookies),
    body: body === undefined || body instanceof Uint8Array ? body : literal(body),
  };
}

function written({ head, cookies, body }: RequestTemplate, user: User, source: Source): Parts | Missing {
  const headText = write(head, user, source);
  if (typeof headText !== "string") return headText;
  const cookiesText = write(cookies, user, source);
  if (typeof cookiesText !== "string") return cookiesText;
  if (body === undefined || body instanceof Uint8Array) return { head: headText, cookies: cookiesText, body };
  const bodyText = write(body, user, source);
  return typeof bodyText === "string" ? { head: headText, cookies: cookiesText, body: bodyText } : bodyText;
}

function compose({ isLengthSent }: RequestTemplate, { head, cookies, body }: Parts, jar: string): Uint8Array {
  const both = cookies !== "" && jar !== "" ? `${cookies}; ${jar}` : cookies + jar;
  const cookieLine = both === "" ? "" : `Cookie: ${both}\r\n`;
  if (body === undefined) return Buffer.from(`${head}${cookieLine}${isLengthSent ? "Content-Length: 0\r\n" : ""}\r\n`);
  const length = typeof body === "string" ? Buffer.byteLength(body) : body.length;
  const start = `${head}${cookieLine}Content-Length: ${length}\r\n\r\n`;
  return typeof body === "string" ? Buffer.from(start + body) : Buffer.concat([Buffer.from(start), body]);
}

/** A composed request taken apart again, for HTTP/2. */
export function plannedRequest({ name, method }: ScenarioStep, bytes: Uint8Array): PlannedRequest {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = all.indexOf("\r\n\r\n");
  const [first = "", ...lines] = all.toString("utf8", 0, end).split("\r\n");
  const path = first.slice(first.indexOf(" ") + 1, first.lastIndexOf(" "));
  const headers = lines.map((line): Header => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 2)]);
  const body = all.subarray(end + 4);
  return {
    name,
    weight: 1,
    method,
    path,
    headers: headers.filter(([header]) => !/^(?:content-length|connection)$/i.test(header)),
    ...(body.length > 0 && { body }),
  };
}
