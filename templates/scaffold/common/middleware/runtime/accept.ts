import { isJson } from "./body.js";
import { HttpError } from "./http-error.js";

/** Media types by status. Without a table it is JSON; an empty one says that nothing is answered but a status. */
export type AnswerTypes = Readonly<Record<string, string | readonly string[]>>;

const JSON_ONLY: AnswerTypes = { default: "application/json" };

/** Answers 406 when none of the media types that a good answer may have is acceptable. Errors have the type they have. */
export function refuseUnacceptable(answers: AnswerTypes = JSON_ONLY, accept: string | undefined): void {
  if (accept === undefined || accept.includes("*/*")) return;
  const good = Object.entries(answers).filter(([status]) => /^(?:[23]|default)/.test(status));
  const types = good.flatMap(([, type]) => type);
  if (types.length === 0 || types.some((type) => accepts(accept, type))) return;
  throw new HttpError(406, "NOT_ACCEPTABLE", `This is answered as ${[...new Set(types)].join(", ")} only.`);
}

/** The first of the types that the client takes; the first of all when it takes none of them. */
export function chosenType(types: string | readonly string[], accept: string | undefined): string {
  if (typeof types === "string") return types;
  const [first = "application/json"] = types;
  return accept === undefined ? first : (types.find((type) => accepts(accept, type)) ?? first);
}

function accepts(accept: string, type: string): boolean {
  const [name = ""] = type.toLowerCase().split(";");
  const family = `${name.slice(0, name.indexOf("/"))}/`;
  return accept.split(",").some((range) => {
    const [wanted = "", ...parameters] = range.toLowerCase().replaceAll(" ", "").split(";");
    if (parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter))) return false;
    if (wanted === "*/*" || wanted === name || name === "*/*") return true;
    // A client that asks for one vendor's JSON can read JSON.
    if (isJson(wanted) && isJson(name)) return true;
    return wanted === `${family}*` || (name === `${family}*` && wanted.startsWith(family));
  });
}
