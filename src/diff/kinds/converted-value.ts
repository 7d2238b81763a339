import type {
  ColumnObject,
  CompositeObject,
  DomainObject,
  ObjectId,
  SchemaObject,
} from "../../catalog/schema/index.ts";
import { columnName } from "./column-name.ts";
import type { Context } from "./kind.ts";
import { valueAs } from "./column-type.ts";
import { cutShort, quietLoss } from "./quiet-loss.ts";
import type { Side } from "./side.ts";
import { spell, spellId } from "./spell.ts";
import { elementOf, parseType } from "./type-text.ts";
import { UNPLANNED } from "./unplanned.ts";

/** A value of a type that steps aside as one of the type that takes its place. */
export interface Conversion {
  readonly expression: string;
  /** What it takes from values without a word: `fractions`. */
  readonly losses: readonly string[];
  /** What an explicit cast would take beside that; it is one within a row. */
  readonly cut?: string | undefined;
  /** Its text reads as the same value of the new type. */
  readonly isText: boolean;
}

/** A type as a column, an attribute or a domain has it. */
interface Held {
  readonly owner: ObjectId;
  readonly type: string;
}

/**
 * The value under the new type, part by part: attributes keep their values wherever they stand. Undefined where no expression says it:
 * an array of a composite type whose attributes have moved.
 */
export function convertedValue(value: string, held: Held, context: Context): Conversion | undefined {
  const [, dimensions] = elementOf(held.type);
  const [from, to] = replacedIn(held, context);
  if (from?.kind === "domain" && to?.kind === "domain") return asDomain(value, { held, from, to }, context);
  if (from?.kind !== "composite" || to?.kind !== "composite") return asText(value, held.type);
  const parts = attributesAs(value, [from, to], context);
  const isSameRow =
    from.attributes.map(({ name }) => name).join("\0") === to.attributes.map(({ name }) => name).join("\0");
  const losses = parts.flatMap((part) => part?.losses ?? []);
  if (isSameRow && parts.every((part) => part?.isText === true)) return { ...asText(value, held.type), losses };
  if (dimensions > 0 || parts.includes(undefined)) return undefined;
  const row = parts.map((part) => part?.expression ?? "NULL").join(", ");
  // A row of nothing but NULL is not NULL.
  return {
    expression: `CASE WHEN ${value} IS DISTINCT FROM NULL THEN ROW(${row})::${held.type} END`,
    losses: [...losses, ...parts.flatMap((part) => part?.cut ?? [])],
    isText: false,
  };
}

/** Instead of a statement that nobody can write. */
export const attributesMove = (column: ColumnObject): string =>
  `${UNPLANNED}the values of column ${columnName(column)}, in which attributes of a composite type move`;

const asText = (value: string, type: string): Conversion => ({
  expression: `${value}::text${"[]".repeat(Math.sign(elementOf(type)[1]))}::${type}`,
  losses: [],
  isText: true,
});

/** What stood for the type and what will, where it is replaced. */
function replacedIn({ owner, type }: Held, context: Context): readonly (SchemaObject | undefined)[] {
  const [element] = elementOf(type);
  const id = [...context.needsOf(owner)].find((needed) => context.isReplaced(needed) && spellId(needed) === element);
  return id === undefined ? [] : [context.current.object(id), context.desired.object(id)];
}

/** As what it is of, where a domain is one of a plain type: the server then takes it for the new domain, or says that it does not fit. */
function asDomain(
  value: string,
  { held, from, to }: { readonly held: Held; readonly from: DomainObject; readonly to: DomainObject },
  context: Context,
): Conversion | undefined {
  const within = replacedIn({ owner: to.id, type: to.type }, context);
  const inner = within[0] === undefined ? undefined : convertedValue(value, { owner: to.id, type: to.type }, context);
  if (within[0] !== undefined && inner?.isText !== true) return undefined;
  const [before, after] = [plainOf(from, context.current), plainOf(to, context.desired)];
  const lost = before === undefined || after === undefined ? undefined : quietLoss(before, after);
  const losses = [...(inner?.losses ?? []), ...(lost === undefined ? [] : [lost])];
  const [, dimensions] = elementOf(held.type);
  if (before === undefined || after === undefined || !isAssignable(before, after))
    return { ...asText(value, held.type), losses };
  const expression = `${value}::${before}${dimensions > 0 ? "[]" : ""}`;
  return { expression, losses, cut: cutShort(before, after), isText: true };
}

const isAssignable = (from: string, to: string): boolean => valueAs("", from, to) === "";

/** The server's own type at the bottom of a domain; undefined: one of ours, or an array. */
function plainOf({ type }: DomainObject, side: Side): string | undefined {
  const [, dimensions] = elementOf(type);
  if (dimensions > 0) return undefined;
  const domains = [...side.model.objects.values()].filter((one) => one.kind === "domain");
  const below = domains.find(({ id }) => spellId(id) === type);
  if (below !== undefined) return plainOf(below, side);
  return parseType(type).base.includes(".") ? undefined : type;
}

/** One for each new attribute; undefined where it cannot be said. */
function attributesAs(
  value: string,
  [from, to]: readonly [CompositeObject, CompositeObject],
  context: Context,
): readonly (Conversion | undefined)[] {
  return to.attributes.map(({ name, type }) => {
    const before = from.attributes.find((attribute) => attribute.name === name);
    if (before === undefined) return { expression: "NULL", losses: [], isText: true };
    const inner = `(${value}).${spell(name)}`;
    const [old] = replacedIn({ owner: to.id, type }, context);
    if (old !== undefined && before.type === type)
      return explicitly(convertedValue(inner, { owner: to.id, type }, context), type);
    if (before.type === type) return { expression: inner, losses: [], isText: true };
    const lost = quietLoss(before.type, type);
    const losses = lost === undefined ? [] : [lost];
    return { expression: `${inner}::text::${type}`, losses, cut: cutShort(before.type, type), isText: true };
  });
}

/** Nothing is assigned within a row: the type has to be said. */
const explicitly = (part: Conversion | undefined, type: string): Conversion | undefined =>
  part === undefined || part.expression.endsWith(`::${type}`) || part.expression.startsWith("CASE ")
    ? part
    : { ...part, expression: `${part.expression}::${type}` };
