import { external, type ExternalValue, type Value } from "../value.ts";

/** Packages that read a body when a handler asks them to. */
const PARSERS = /^(?:formidable|multiparty)$/;

/** What `form.parse(req)` gives behind the error: the fields of the body, and files. Undefined for every other call. */
export function parsedForm({ source, steps }: ExternalValue): readonly Value[] | undefined {
  const last = steps.at(-1);
  if (!PARSERS.test(source) || last?.kind !== "member" || last.name !== "parse") return undefined;
  return ["body", "files"].map((name) => external("@request", [{ kind: "member", name }]));
}
