import { chain, code, type Fragment, joined, print, union } from "../../typescript/index.ts";
import { type IntersectionMember, intersectionSaid, type Said, unionSaid } from "../../typescript/constraints/index.ts";
import { uniqueBy } from "../../kit/index.ts";
import type { Typed } from "./context.ts";

/** A type that needs no brackets, and what it says as JSON Schema. */
export const atom = (fragment: Fragment, said?: Said): Typed => ({ code: fragment, form: "atom", said });
export const braces = (fragment: Fragment, said: Said): Typed => ({ ...atom(fragment, said), isBraces: true });
export const UNKNOWN: Typed = { code: code`unknown`, form: "unknown", said: {} };
export const NEVER: Typed = { code: code`never`, form: "never" };

export const textSaid: Said = { type: "string" };
export const binarySaid: Said = { type: "string", format: "binary" };

/** `A | B` without repetitions; unknown swallows the rest. */
export function unionOf(members: readonly Typed[]): Typed {
  if (members.some((member) => member.form === "unknown")) return UNKNOWN;
  const flat = members.flatMap((member) => member.members ?? [member]);
  const kept = distinct(flat.filter((member) => member.form !== "never"));
  const [only] = kept;
  if (only === undefined) return NEVER;
  if (kept.length === 1) return only;
  return { members: kept, code: unionCode(kept), form: "union", said: unionSaid(kept.map(({ said }) => said)) };
}

/** An object beside `null` keeps its braces where they are; anything else goes below each other when it is long. */
function unionCode(members: readonly Typed[]): Fragment {
  const codes = members.map((member) => (member.form === "intersection" ? bracketed(member) : member.code));
  const tall = codes.filter(({ width }) => width === Number.POSITIVE_INFINITY);
  const isHugged = tall.length === 1 && codes.every((one) => tall.includes(one) || one.width <= NULL_WIDTH);
  return isHugged ? joined(codes, " | ") : union(codes);
}

const NULL_WIDTH = "undefined".length;

/** `A & B` without repetitions; unknown adds nothing. */
export function intersectionOf(members: readonly Typed[]): Typed {
  const kept = distinct(members.filter((member) => member.form !== "unknown"));
  const [only] = kept;
  if (only === undefined) return UNKNOWN;
  if (kept.length === 1) return only;
  return {
    code: chain("&", kept.map(bracketedUnion)),
    form: "intersection",
    said: intersectionSaid(kept.flatMap((member) => member.parts ?? [member]).map(intersectionMember)),
    parts: kept.flatMap((member) => member.parts ?? [member]),
  };
}

const intersectionMember = ({ said, form, isBraces }: Typed): IntersectionMember => ({
  said,
  form: isBraces === true ? "braces" : form === "union" ? "union" : "other",
});

/** A type as the item of an array or below an operator that binds tighter. */
export function tight(typed: Typed): Fragment {
  return typed.form === "union" || typed.form === "intersection" ? bracketed(typed) : typed.code;
}

const bracketed = (typed: Typed): Fragment => code`(${typed.code})`;
const bracketedUnion = (typed: Typed): Fragment => (typed.form === "union" ? bracketed(typed) : typed.code);

function distinct(members: readonly Typed[]): readonly Typed[] {
  return members.length < 2 ? members : uniqueBy(members, (member) => print(member.code));
}
