import { textOf, type Value } from "../value.ts";

/** How a request proves who sends it. */
export interface Auth {
  readonly scheme: "bearerAuth" | "basicAuth" | "apiKeyAuth" | "cookieAuth";
  readonly scopes: readonly string[];
  readonly isOptional: boolean;
  /** Found by a name, not by a package. */
  readonly isGuess: boolean;
}

const WORDS =
  /(?:^|[^a-z])(?:auth|authenticate|authenticated|authorize|authorized|authorization|authentication|jwt|protect|guard|passport|bearer|token|logged|login|session|acl|rbac|permission|permissions|role|roles|admin|oauth|api ?key|basic|local)(?:[^a-z]|$)/;
const NOT = /(?:log ?out|sign ?out|generate|refresh|error|login ?handler|controller)/;
const VERBS =
  /^(?:auth|is|has|require|requires|ensure|check|verify|validate|must|only|protect|authenticate|authorize|jwt|guard|passport|allow|restrict|can|need|needs|bearer|session|with|api|optional|admin)/;

/**
 * What a middleware's name says of authentication: `auth`, `requireAuth`, `verifyToken`, `isAdmin`, `auth("manageUsers")`.
 * A guess: the caller marks it.
 */
export function authOf(name: string, args: readonly Value[]): Auth | undefined {
  const words = name
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .replaceAll(/[_\-./@]/g, " ")
    .toLowerCase()
    .trim();
  if (!WORDS.test(` ${words} `) || NOT.test(words) || !VERBS.test(words)) return undefined;
  const scopes = args
    .flatMap((one) => (one.kind === "array" ? one.items : [one]))
    .map(textOf)
    .filter((one) => one !== undefined);
  return {
    scheme: schemeOf(words),
    scopes: words.startsWith("auth ") ? [] : scopes,
    isOptional: /optional/.test(words),
    isGuess: !words.startsWith("auth "),
  };
}

function schemeOf(words: string): Auth["scheme"] {
  if (/api ?key/.test(words)) return "apiKeyAuth";
  if (/basic|local/.test(words)) return "basicAuth";
  return /session|cookie/.test(words) ? "cookieAuth" : "bearerAuth";
}
