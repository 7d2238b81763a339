import type { Comparison, Condition, Setting, Times } from "../model.ts";
import { aloneIn, settingOf, type Spot } from "./values.ts";

const COMPARISONS: readonly Comparison[] = ["==", "!=", "<=", ">=", "<", ">"];
const COMPARED = /^(.*?)\s*(==|!=|<=|>=|<|>)\s*(.*)$/s;

/** `${cursor}`, `!${cursor}`, `${status} == paid`, `30%`. */
export function conditionOf(text: string, spot: Spot): Condition {
  const share = /^\s*(\d+(?:\.\d+)?)\s*%\s*$/.exec(text);
  if (share !== null) return { kind: "chance", percent: Number(share[1]) };
  const [, left = "", sign, right = ""] = COMPARED.exec(text) ?? [];
  const operator = COMPARISONS.find((one) => one === sign);
  if (operator !== undefined)
    return { kind: "compare", operator, left: sideOf(left, spot), right: sideOf(right, spot) };
  const isNegated = text.trim().startsWith("!");
  const alone = aloneIn(text.trim().replace(/^!\s*/, ""), spot);
  if (alone === undefined)
    spot.scope.mistakes.error(spot.pointer, "a condition is ${value}, !${value}, a comparison, or 30%");
  return { kind: "filled", value: alone?.value ?? { kind: "literal", value: null }, isNegated };
}

function sideOf(text: string, spot: Spot): Setting {
  const trimmed = text.trim();
  const quoted = /^(["'])(.*)\1$/s.exec(trimmed);
  return settingOf(quoted?.[2] ?? trimmed, spot);
}

/** `3`, `2..5`, `${count}`; a list counts its items. */
export function timesOf(times: number | string, spot: Spot): Times {
  if (typeof times === "number") return { kind: "between", least: times, most: times };
  const [, least, most] = /^\s*(\d+)(?:\s*\.\.\s*(\d+))?\s*$/.exec(times) ?? [];
  if (least !== undefined) return { kind: "between", least: Number(least), most: Number(most ?? least) };
  const alone = aloneIn(times.trim(), spot);
  if (alone === undefined)
    spot.scope.mistakes.error(
      spot.pointer,
      `${JSON.stringify(times)} is no number of times: write 3, 2..5, or \${count}`,
    );
  return { kind: "value", value: alone?.value ?? { kind: "literal", value: 0 } };
}
