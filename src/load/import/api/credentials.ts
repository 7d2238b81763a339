import type { ApiModel, Operation, SecurityRequirement, SecurityScheme } from "../../../openapi/index.ts";
import type { FileStep } from "../../scenario/format/index.ts";
import { variableName } from "../secrets.ts";
import type { ApiWishes } from "./choose.ts";

type SecuredStep = Pick<FileStep, "auth" | "headers" | "query" | "cookies">;

/** What a step adds for an operation's security; or the variables that would have to be set. */
export type Secured = { readonly step: SecuredStep } | { readonly missing: readonly string[] };

/** Credentials come from the environment: `adminKey` is `ADMIN_KEY`. The first alternative that has all of them is taken. */
export function securedBy(
  { security }: Operation,
  { securitySchemes }: Pick<ApiModel, "securitySchemes">,
  wishes: ApiWishes,
): Secured {
  const needs = (alternative: SecurityRequirement): readonly string[] =>
    alternative.flatMap(({ scheme }) => variablesOf(securitySchemes.get(scheme), wishes));
  const isThere = (name: string): boolean => (wishes.env[name] ?? "") !== "";
  const [first] = security;
  if (first === undefined) return { step: {} };
  const usable = security.find((alternative) => needs(alternative).every(isThere));
  if (usable === undefined) return { missing: needs(first).filter((name) => !isThere(name)) };
  const parts = usable.map(({ scheme }) => partOf(securitySchemes.get(scheme), wishes));
  return { step: parts.reduce<SecuredStep>((all, part) => Object.assign(all, part), {}) };
}

function variablesOf(scheme: SecurityScheme | undefined, { headers }: ApiWishes): readonly string[] {
  if (scheme === undefined || scheme.kind === "mutualTLS") return [];
  const name = variableName(scheme.key);
  if (scheme.kind === "apiKey")
    return scheme.in === "header" && headers.includes(scheme.name.toLowerCase()) ? [] : [name];
  if (headers.includes("authorization")) return [];
  return isBasic(scheme) ? [`${name}_USER`, `${name}_PASSWORD`] : [name];
}

const isBasic = (scheme: SecurityScheme): boolean => scheme.kind === "http" && scheme.scheme.toLowerCase() === "basic";

function partOf(scheme: SecurityScheme | undefined, wishes: ApiWishes): SecuredStep {
  if (scheme === undefined || variablesOf(scheme, wishes).length === 0) return {};
  const name = variableName(scheme.key);
  const value = `\${env.${name}}`;
  if (scheme.kind !== "apiKey")
    return {
      auth: isBasic(scheme)
        ? { basic: { user: `\${env.${name}_USER}`, password: `\${env.${name}_PASSWORD}` } }
        : { bearer: value },
    };
  if (scheme.in === "header") return { headers: { [scheme.name]: value } };
  return scheme.in === "query" ? { query: { [scheme.name]: value } } : { cookies: { [scheme.name]: value } };
}
