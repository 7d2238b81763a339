import { object, open, pathOf, type ExternalValue, type ObjectValue, type Value } from "../value.ts";

/** What joins objects: later ones win, or the first that has a name; deep, or by the names of the outermost alone. */
interface Merge {
  readonly source: RegExp;
  readonly path: RegExp;
  readonly isDeep: boolean;
  readonly isFirst?: boolean;
}

const LODASH = /^(?:lodash|lodash-es|underscore)(?:\/|$)/;
const MERGES: readonly Merge[] = [
  {
    source: /^(?:deepmerge|deepmerge-ts|ts-deepmerge|merge-deep|deep-extend|merge-options|lodash\.merge|extend|merge)$/,
    path: /^(?:|all|deepmerge|recursive)$/,
    isDeep: true,
  },
  { source: /^(?:xtend|object-assign|lodash\.assign)$/, path: /^$/, isDeep: false },
  { source: /^(?:defu|lodash\.defaultsdeep)$/, path: /^(?:|defu)$/, isDeep: true, isFirst: true },
  { source: /^lodash\.defaults$/, path: /^$/, isDeep: false, isFirst: true },
  { source: LODASH, path: /^(?:merge|mergeWith)$/, isDeep: true },
  { source: LODASH, path: /^(?:assign|assignIn|extend)$/, isDeep: false },
  { source: LODASH, path: /^defaultsDeep$/, isDeep: true, isFirst: true },
  { source: LODASH, path: /^defaults$/, isDeep: false, isFirst: true },
];

/** `deepmerge(defaults, options)`, `_.defaults({}, options, fallback)`, `merge.all([…])`. Undefined for every other call. */
export function mergeCall({ source, steps, ...rest }: ExternalValue): Value | undefined {
  const last = steps.at(-1);
  if (last?.kind !== "call" || steps.filter(({ kind }) => kind !== "member").length !== 1) return undefined;
  const path = pathOf({ ...rest, source, steps });
  const name = LODASH.test(source) && source.includes("/") ? (source.split("/")[1] ?? "") : path;
  const merge = MERGES.find((one) => one.source.test(source) && one.path.test(name));
  if (merge === undefined) return undefined;
  const given = last.args.flatMap((one) => (one.kind === "array" ? one.items : [one])).filter(isGiven);
  const ordered = merge.isFirst === true ? given.toReversed() : given;
  return ordered.reduce<ObjectValue>((done, one) => joined(done, one, merge.isDeep), object([]));
}

/** `true` says that it is deep. */
const isGiven = (value: Value): boolean => value.kind !== "constant";

function joined(before: ObjectValue, after: Value, isDeep: boolean): ObjectValue {
  if (after.kind !== "object") return { ...before, isOpen: true };
  const properties = new Map(before.properties);
  for (const [name, value] of after.properties) {
    const known = properties.get(name);
    const isBoth = isDeep && known?.kind === "object" && value.kind === "object";
    if (value.kind === "constant" && value.value === undefined && known !== undefined) continue;
    // What is given may be left out: a default that is known stands in for it.
    const isLeft = value.kind === "unknown" && value.isOpen === true && known !== undefined;
    properties.set(name, isBoth ? joined(known, value, isDeep) : isLeft ? assumed(known) : value);
  }
  return { ...before, properties, isOpen: before.isOpen || after.isOpen };
}

const assumed = (value: Value): Value =>
  value.kind === "constant" ? { ...value, isAssumed: true } : value.kind === "unknown" ? open : value;
