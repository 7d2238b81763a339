import type { ScenarioStep, Template } from "../scenario/index.ts";
import { checkExpression, extractionExpression, looksAtBody } from "./checks.ts";
import { call, later, listOf, literally, recordOf, written, type Expression } from "./expression.ts";
import { partsOf, type NamedTemplate } from "./request.ts";
import { hiddenCookie, hiddenHeader, hiddenJson, hiddenPairs, type Vault } from "./secrets.ts";
import { templateExpression, type Variables } from "./values.ts";

/** What a step's expressions are made from. */
export interface Making {
  readonly variables: Variables;
  readonly vault: Vault;
  /** The Host header that a client library sends by itself. */
  readonly authority: string;
  readonly base: "target" | "token";
  /** The name of the file that a body of bytes is written to. */
  readonly bytesFile: (content: Uint8Array) => string;
}

/** A step as the record that the runtime's `send` takes. */
export function stepExpression(step: ScenarioStep, tag: string, making: Making): Expression {
  const { target, headers, cookies } = partsOf(step.request);
  const body = bodyExpression(step.request.body, making);
  const checks = step.checks.map((check) => listOf([literally(check.name), checkExpression(check, making.variables)]));
  const extractions = step.extractions.map((one) =>
    listOf([literally(one.name), literally(making.variables[one.variable] ?? ""), extractionExpression(one)]),
  );
  const looks = [...step.checks.map(({ subject }) => subject), ...step.extractions.map(({ from }) => from)];
  return recordOf([
    ["name", literally(step.name)],
    ["step", literally(tag)],
    ["method", literally(step.method)],
    ["url", later(targetExpression(target, making))],
    ["headers", later(recordOf(headers.filter(isSent(making)).map((header) => headerMember(header, making))))],
    ...optional("cookies", cookies, () => recordOf(cookies.map((cookie) => cookieMember(cookie, making)))),
    ...(body === undefined ? [] : ([["body", later(body)]] as const)),
    ...(body === undefined && step.request.isLengthSent ? ([["isEmpty", literally(true)]] as const) : []),
    ...(step.expected.length === 0 ? [] : ([["expect", literally(step.expected)]] as const)),
    ...(looks.some(looksAtBody) ? ([["looks", literally(true)]] as const) : []),
    ...(checks.length === 0 ? [] : ([["checks", listOf(checks)]] as const)),
    ...(extractions.length === 0 ? [] : ([["extract", listOf(extractions)]] as const)),
  ]);
}

function optional(
  name: string,
  given: readonly unknown[],
  make: () => Expression,
): readonly (readonly [string, Expression])[] {
  return given.length === 0 ? [] : [[name, later(make())]];
}

const isSent =
  ({ authority }: Making) =>
  ({ name, value }: NamedTemplate): boolean => {
    const lower = name.toLowerCase();
    if (lower === "connection" || lower === "content-length") return false;
    return lower !== "host" || known(value) !== authority;
  };

/** Secrets of the query are looked up; the base stands in front of every path. */
function targetExpression(target: Template, { variables, vault, base }: Making): Expression {
  const pieces = target.flatMap((piece) =>
    typeof piece === "string" ? hiddenPairs(piece, vault) : piecesOf(templateExpression([piece], variables)),
  );
  return written([{ is: "base", of: base }, ...pieces]);
}

const piecesOf = (expression: Expression): readonly Expression[] =>
  expression.is === "call" && expression.name === "write" ? expression.inputs : [expression];

const known = (template: Template): string | undefined =>
  template.every((piece) => typeof piece === "string") ? template.join("") : undefined;

function headerMember({ name, value }: NamedTemplate, { variables, vault }: Making): readonly [string, Expression] {
  const text = known(value);
  return [name, text === undefined ? templateExpression(value, variables) : hiddenHeader(name, text, vault)];
}

function cookieMember({ name, value }: NamedTemplate, { variables, vault }: Making): readonly [string, Expression] {
  const text = known(value);
  return [name, text === undefined ? templateExpression(value, variables) : hiddenCookie(name, text, vault)];
}

function bodyExpression(body: ScenarioStep["request"]["body"], making: Making): Expression | undefined {
  if (body === undefined) return undefined;
  if (body instanceof Uint8Array) {
    const text = textOf(body);
    return text === undefined ? call("bytesOf", literally(making.bytesFile(body))) : bodyText([text], making);
  }
  return bodyText(body, making);
}

function bodyText(body: Template, { variables, vault }: Making): Expression {
  const text = known(body);
  if (text !== undefined) {
    const hidden =
      hiddenJson(text, vault) ?? (/^[^\s=&{]+=\S*$/.test(text) ? hiddenPairs(text, vault) : [literally(text)]);
    const [only] = hidden;
    return hidden.length === 1 && only?.is === "literal" ? only : written(hidden);
  }
  const whole = templateExpression(body, variables);
  return whole.is === "call" ? written(whole.inputs.flatMap((piece) => hiddenFields(piece, vault))) : whole;
}

/** Fields of a JSON text with holes whose names sound secret and whose values are known. */
function hiddenFields(piece: Expression, vault: Vault): readonly Expression[] {
  if (piece.is !== "literal" || typeof piece.value !== "string") return [piece];
  const parts = piece.value.split(/("(?:[^"\\]|\\.)*":"(?:[^"\\]|\\.)+")/);
  return parts.flatMap((part) => (part === "" ? [] : (hiddenMember(part, vault) ?? [literally(part)])));
}

function hiddenMember(part: string, vault: Vault): readonly Expression[] | undefined {
  if (!/^"(?:[^"\\]|\\.)*":"/.test(part)) return undefined;
  const inner = hiddenJson(`{${part}}`, vault);
  return inner?.slice(1, -1);
}

/** Undefined for what is no UTF-8. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
