import { chain, code, print, union, type Fragment } from "../../typescript/index.ts";
import { uniqueBy } from "../../kit/index.ts";
import type { Typed } from "./context.ts";

export const atom = (fragment: Fragment): Typed => ({ code: fragment, form: "atom" });
export const UNKNOWN: Typed = { code: code`unknown`, form: "unknown" };
export const NEVER: Typed = { code: code`never`, form: "never" };

/** `A | B` without repetitions; unknown swallows the rest. */
export function unionOf(members: readonly Typed[]): Typed {
  if (members.some((member) => member.form === "unknown")) return UNKNOWN;
  const flat = members.flatMap((member) => member.members ?? [member]);
  const kept = distinct(flat.filter((member) => member.form !== "never"));
  const [only] = kept;
  if (only === undefined) return NEVER;
  if (kept.length === 1) return only;
  return {
    members: kept,
    code: union(kept.map((member) => (member.form === "intersection" ? bracketed(member) : member.code))),
    form: "union",
  };
}

/** `A & B` without repetitions; unknown adds nothing. */
export function intersectionOf(members: readonly Typed[]): Typed {
  const kept = distinct(members.filter((member) => member.form !== "unknown"));
  const [only] = kept;
  if (only === undefined) return UNKNOWN;
  if (kept.length === 1) return only;
  return { code: chain("&", kept.map(bracketedUnion)), form: "intersection" };
}

/** A type as the item of an array or below an operator that binds tighter. */
export function tight(typed: Typed): Fragment {
  return typed.form === "union" || typed.form === "intersection" ? bracketed(typed) : typed.code;
}

const bracketed = (typed: Typed): Fragment => code`(${typed.code})`;
const bracketedUnion = (typed: Typed): Fragment => (typed.form === "union" ? bracketed(typed) : typed.code);

function distinct(members: readonly Typed[]): readonly Typed[] {
  return members.length < 2 ? members : uniqueBy(members, (member) => print(member.code));
}
