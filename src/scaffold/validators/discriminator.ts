import type { Schema, SchemaObject } from "../../openapi/index.ts";
import { groupBy } from "../../kit/index.ts";
import { code, lines, literal, type Fragment } from "../../typescript/index.ts";
import { readProperty } from "./module.ts";
import { below, pointerCode } from "./pointer.ts";
import { checkerName } from "./reference.ts";
import { failureAt, type Site } from "./site.ts";

/** A switch over the discriminating property; undefined when the alternatives cannot be told apart by it. */
export function discriminatorChecks(schema: SchemaObject, site: Site): readonly Fragment[] | undefined {
  const { discriminator } = schema;
  const branches = schema.oneOf ?? schema.anyOf;
  if (site.isForm || discriminator === undefined || branches === undefined || (schema.oneOf !== undefined && schema.anyOf !== undefined)) return undefined;
  const refs = new Set(branches.flatMap((branch) => refOf(branch) ?? []));
  const mapped = [...discriminator.mapping].filter(([, key]) => refs.has(key));
  const covered = new Set(mapped.map(([, key]) => key));
  if (refs.size !== branches.length || covered.size !== refs.size) return undefined;
  return [switchOf(discriminator.property, mapped, site)];
}

const refOf = (branch: Schema): string | undefined => (typeof branch === "object" ? branch.ref : undefined);

function switchOf(property: string, mapping: readonly (readonly [string, string])[], site: Site): Fragment {
  const { value, module } = site;
  const values = mapping.map(([name]) => JSON.stringify(name)).join(", ");
  const unknown = failureAt(site, below(site.pointer, property), `must be one of ${values}`);
  return code`
    switch (${module.helper("checks", "isObject")}(${value}) ? ${readProperty(module, value, property)} : undefined) {
      ${casesOf(mapping, site)}
      default:
        ${unknown}
    }
  `;
}

function casesOf(mapping: readonly (readonly [string, string])[], site: Site): readonly Fragment[] {
  return [...groupBy(mapping, ([, key]) => key)].map(([key, entries]) => {
    const labels = entries.map(([name]) => code`case ${literal(name)}:`);
    return code`
      ${labels}
        ${callOf(key, site)}
        break;
    `;
  });
}

function callOf(key: string, site: Site): Fragment {
  const check = checkerName({ place: { file: "", pointer: "" }, ref: key }, site, "alternative");
  if (check === undefined) return code``;
  if (site.pointer.length === 0) return code`${check}(${site.value}, problems);`;
  return lines([code`${site.module.helper("unions", "checkWithin")}(${check}, ${site.value}, problems, ${pointerCode(site.pointer)});`]);
}
