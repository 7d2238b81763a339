import type { Machine } from "../machine/machine.ts";
import type { Spot } from "../value.ts";
import type { SourcePlace } from "./model.ts";

/** Line and column of an offset. */
export function placeOf(machine: Machine, { file, start }: Spot): SourcePlace {
  const text = machine.modules.get(file)?.text ?? "";
  const before = text.slice(0, start);
  const line = before.split("\n").length;
  return { file, line, column: start - before.lastIndexOf("\n") };
}
