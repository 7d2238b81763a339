import { uniqueBy } from "../../kit/index.ts";
import type { Schema, SchemaObject } from "../../openapi/index.ts";
import { arrayOf, code, type Fragment } from "../../typescript/index.ts";
import { demandedNames } from "./demanded.ts";
import { discriminatorChecks } from "./discriminator.ts";
import { alternative, isBareReference } from "./hoist.ts";
import { pointerCode } from "./pointer.ts";
import { failure, type SchemaChecks, type Site } from "./site.ts";
import { either, when } from "./statement.ts";

/** `allOf`, `anyOf`, `oneOf`, `not`, `if`. */
export function combinationChecks(schema: SchemaObject, site: Site, checks: SchemaChecks): readonly Fragment[] {
  const all = once(schema.allOf ?? []).flatMap((part) => checks(part, site));
  if (site.isBase) return all;
  return [
    ...all,
    ...alternatives(schema, site, checks),
    ...notChecks(schema, site, checks),
    ...conditionChecks(schema, site, checks),
  ];
}

/** A schema that is named twice demands no more than once: where each level doubled it, it would be checked for ever. */
const once = (parts: readonly Schema[]): readonly Schema[] =>
  uniqueBy(parts, (part) => (isSchema(part) && isBareReference(part) ? (part.ref ?? "") : `${parts.indexOf(part)}`));

const isSchema = (schema: Schema): schema is SchemaObject => typeof schema === "object";

function alternatives(schema: SchemaObject, site: Site, checks: SchemaChecks): readonly Fragment[] {
  const otherwise = (): readonly Fragment[] => alternativeChecks(schema, site, checks);
  return discriminatorChecks(schema, site, { checks, otherwise }) ?? otherwise();
}

function alternativeChecks(schema: SchemaObject, site: Site, checks: SchemaChecks): readonly Fragment[] {
  return [
    ...(schema.anyOf === undefined ? [] : unionChecks(once(schema.anyOf), "someOf", { site, checks })),
    ...(schema.oneOf === undefined ? [] : unionChecks(schema.oneOf, "exactlyOne", { site, checks })),
  ];
}

interface Work {
  readonly site: Site;
  readonly checks: SchemaChecks;
}

function unionChecks(
  branches: readonly Schema[],
  helper: "someOf" | "exactlyOne",
  { site, checks }: Work,
): readonly Fragment[] {
  const rest = branches.filter((branch) => !isNull(branch));
  const [only] = rest;
  if (branches.length === 0 || (helper === "someOf" && branches.includes(true))) return [];
  if (rest.length < branches.length && rest.length === 1 && only !== undefined) return nullable(only, { site, checks });
  if (branches.length === 1 && only !== undefined) return checks(only, site);
  const list = site.module.constant(
    "ALTERNATIVES",
    arrayOf(branches.map((branch) => alternative(branch, site, checks))),
  );
  const demanded = demandedNames(branches, site);
  const hint = demanded === undefined ? code`` : code`, ${demanded}`;
  return [
    code`${site.module.helper("unions", helper)}(${list}, ${site.value}, problems, ${pointerCode(site.pointer)}${hint});`,
  ];
}

/** `null` beside one other schema: the usual way to say nullable. */
function nullable(schema: Schema, { site, checks }: Work): readonly Fragment[] {
  return [when(code`${site.value} !== null`, checks(schema, site))];
}

/** The schema of `null` alone. */
export const isNull = (schema: Schema): boolean =>
  typeof schema === "object" && schema.types?.length === 1 && schema.types[0] === "null" && schema.ref === undefined;

function notChecks({ not }: SchemaObject, site: Site, checks: SchemaChecks): readonly Fragment[] {
  if (not === undefined || not === false) return [];
  const fits = code`${site.module.helper("unions", "fits")}(${alternative(not, site, checks)}, ${site.value})`;
  return [when(fits, [failure(site, "must not have this form")])];
}

function conditionChecks(schema: SchemaObject, site: Site, checks: SchemaChecks): readonly Fragment[] {
  if (schema.if === undefined) return [];
  const yes = schema.then === undefined ? [] : checks(schema.then, site);
  const no = schema.else === undefined ? [] : checks(schema.else, site);
  if (yes.length === 0 && no.length === 0) return [];
  const fits = code`${site.module.helper("unions", "fits")}(${alternative(schema.if, site, checks)}, ${site.value})`;
  return yes.length === 0 ? [when(code`!${fits}`, no)] : [either(fits, yes, no)];
}
