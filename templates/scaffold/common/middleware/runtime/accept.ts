import { isJson } from "./body.js";
import { HttpError } from "./http-error.js";

/** Media types by status. Without a table it is JSON; an empty one says that nothing is answered but a status. */
export type AnswerTypes = Readonly<Record<string, string | readonly string[]>>;

const JSON_ONLY: AnswerTypes = { default: "application/json" };

/** Answers 406 when none of the media types that a good answer may have is acceptable. Errors have the type they have. */
export function refuseUnacceptable(answers: AnswerTypes = JSON_ONLY, accept: string | undefined): void {
  if (accept === undefined || accept === "" || takesAnything(accept)) return;
  const good = Object.entries(answers).filter(([status]) => /^(?:[23]|default)/.test(status));
  const types = good.flatMap(([, type]) => type);
  if (types.length === 0 || types.some((type) => weightOf(accept, type) > 0)) return;
  throw new HttpError(406, "NOT_ACCEPTABLE", `This is answered as ${[...new Set(types)].join(", ")} only.`);
}

/** A weight of nothing is a refusal, of a type or of all that is not named. */
const takesAnything = (accept: string): boolean => accept.includes("*/*") && !/;\s*q=0/i.test(accept);

/** The type that the client likes best, of equals the first; the first of all when it takes none of them. */
export function chosenType(types: string | readonly string[], accept: string | undefined): string {
  if (typeof types === "string") return types;
  const [first = "application/json", ...others] = types;
  if (accept === undefined || accept === "") return first;
  let best = { type: first, weight: weightOf(accept, first) };
  for (const type of others) {
    const weight = weightOf(accept, type);
    if (weight > best.weight) best = { type, weight };
  }
  return best.type;
}

/** How much a client wants a media type, from 0 to 1: the most exact of its ranges that fits says so (RFC 9110, 12.5.1). */
function weightOf(accept: string, type: string): number {
  const [name = ""] = type.toLowerCase().split(";");
  let best = { fit: 0, weight: 0 };
  for (const range of accept.toLowerCase().replaceAll(" ", "").split(",")) {
    const [wanted = "", ...parameters] = range.split(";");
    const fit = fitOf(wanted, name);
    if (fit > best.fit) best = { fit, weight: qualityOf(parameters) };
  }
  return best.weight;
}

/** 0 for a range that does not fit the type, more the closer it fits. */
function fitOf(wanted: string, name: string): number {
  const family = `${name.slice(0, name.indexOf("/"))}/`;
  if (wanted === name) return 4;
  // A client that asks for one vendor's JSON can read JSON.
  if (isJson(wanted) && isJson(name) && wanted !== "*/*") return 3;
  if (wanted === `${family}*` || (name === `${family}*` && wanted.startsWith(family))) return 2;
  return wanted === "*/*" || name === "*/*" ? 1 : 0;
}

function qualityOf(parameters: readonly string[]): number {
  const given = parameters.find((parameter) => parameter.startsWith("q="));
  const quality = given === undefined ? 1 : Number(given.slice(2));
  return quality >= 0 && quality <= 1 ? quality : 1;
}
