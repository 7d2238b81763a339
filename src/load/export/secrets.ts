import { isJsonArray, isJsonObject, type JsonValue } from "../../kit/index.ts";
import { soundsSecret } from "../redact.ts";
import { call, literally, type Expression } from "./expression.ts";

/** A variable of the environment that a script asks for. */
export interface Asked {
  readonly name: string;
  /** What it holds, for people; undefined: the file itself asked for it by this name. */
  readonly what: string | undefined;
}

/** Where secrets are taken out of a script. The values themselves are kept nowhere but here, to give one value one name. */
export interface Vault {
  hide(what: string, value: string): Expression;
  asked(): readonly Asked[];
}

export function newVault(): Vault {
  const known = new Map<string, { readonly name: string; readonly what: string }>();
  return {
    hide: (what, value) => {
      const names = new Set([...known.values()].map(({ name }) => name));
      const made = known.get(value) ?? { name: unused(variableName(what), names), what };
      known.set(value, made);
      return { is: "environment", name: made.name };
    },
    asked: () => [...known.values()],
  };
}

/** With a prefix of ours: a document of a stranger must not be able to ask for `AWS_SECRET_ACCESS_KEY`. */
function variableName(what: string): string {
  const plain = what
    .replaceAll(/([a-z\d])([A-Z])/g, "$1_$2")
    .replaceAll(/[^A-Za-z\d]+/g, "_")
    .replaceAll(/^_+|_+$/g, "");
  return `BACKWRIGHT_${plain.toUpperCase()}`;
}

function unused(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  for (let number = 2; ; number += 1) if (!taken.has(`${wanted}_${number}`)) return `${wanted}_${number}`;
}

const SECRET_HEADER = /cookie/i;

/** The text of a header, without what may be a secret; the scheme of an Authorization stays. */
export function hiddenHeader(name: string, text: string, vault: Vault): Expression {
  if (!soundsSecret(name) && !SECRET_HEADER.test(name)) return literally(text);
  const [, scheme = "", secret = ""] = /^((?:[A-Za-z][A-Za-z\d-]* )?)(.*)$/s.exec(text) ?? [];
  if (secret === "") return literally(text);
  const hidden = call("inHeader", vault.hide(name, secret), literally(name));
  return scheme === "" ? call("write", hidden) : call("write", literally(scheme), hidden);
}

const SECRET_COOKIE = /^sid$|sess|connect\.sid/i;

export function hiddenCookie(name: string, text: string, vault: Vault): Expression {
  if (text === "" || (!soundsSecret(name) && !SECRET_COOKIE.test(name))) return literally(text);
  return call("write", call("inRaw", vault.hide(`cookie ${name}`, text), literally(name)));
}

/** `a=1&token=x` without the values of names that sound secret. Pieces of a `write`. */
export function hiddenPairs(text: string, vault: Vault): readonly Expression[] {
  const made: Expression[] = [];
  let plain = "";
  for (const part of text.split(/(?=[?&])|(?<=[?&])/)) {
    const at = part.indexOf("=");
    const [name, value] = [part.slice(0, Math.max(at, 0)), part.slice(at + 1)];
    if (at < 1 || value === "" || !soundsSecret(name)) {
      plain += part;
      continue;
    }
    made.push(literally(`${plain}${name}=`), call("inRaw", vault.hide(name, value), literally(name)));
    plain = "";
  }
  return plain === "" ? made : [...made, literally(plain)];
}

/** The text of a JSON document, piece by piece, without fields that sound secret; undefined: it is none, or holds none. */
export function hiddenJson(text: string, vault: Vault): readonly Expression[] | undefined {
  const value = parsed(text);
  if (value === undefined || JSON.stringify(value) !== text || !holdsSecret(value)) return undefined;
  return pieces(value, "", vault);
}

const parse: (text: string) => JsonValue = JSON.parse;

function parsed(text: string): JsonValue | undefined {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

const isHidden = (name: string, value: JsonValue): value is string | number =>
  soundsSecret(name) && (typeof value === "string" || typeof value === "number") && value !== "";

function holdsSecret(value: JsonValue): boolean {
  if (isJsonArray(value)) return value.some(holdsSecret);
  if (!isJsonObject(value)) return false;
  return Object.entries(value).some(([name, item]) => isHidden(name, item) || holdsSecret(item));
}

function pieces(value: JsonValue, name: string, vault: Vault): readonly Expression[] {
  if (isHidden(name, value)) {
    const writer = typeof value === "string" ? "inJson" : "inRaw";
    return [call(writer, vault.hide(name, String(value)), literally(name))];
  }
  if (isJsonArray(value))
    return wrapped(
      "[",
      value.map((item) => pieces(item, "", vault)),
      "]",
    );
  if (!isJsonObject(value)) return [literally(JSON.stringify(value))];
  const members = Object.entries(value).map(([key, item]) =>
    [literally(`${JSON.stringify(key)}:`)].concat(pieces(item, key, vault)),
  );
  return wrapped("{", members, "}");
}

function wrapped(open: string, items: readonly (readonly Expression[])[], close: string): readonly Expression[] {
  const inner = items.flatMap((item, index) => (index === 0 ? item : [literally(","), ...item]));
  return [literally(open), ...inner, literally(close)];
}
