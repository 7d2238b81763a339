import { nearest, type JsonValue } from "../../../kit/index.ts";
import type { Mistakes } from "./mistakes.ts";

/** The variables of a file: which there are, which have a value by now, and which were asked for. */
export interface Scope {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Values of the environment stay variables by the name `env.NAME`, because somebody else will look them up. */
  readonly isLate: boolean;
  readonly mistakes: Mistakes;
  /** Name → number. */
  readonly numbers: ReadonlyMap<string, number>;
  /** Variables that no step and no feeder ever sets. */
  readonly constants: ReadonlyMap<string, JsonValue>;
  /** Variables that have a value where the compiler stands. */
  readonly defined: Set<string>;
  readonly used: Set<string>;
  /** Feeders whose files could not be read. */
  readonly broken: ReadonlySet<string>;
}

/** The number of a variable that is read; a complaint when there is none, or when nothing has set it yet. */
export function useVariable(scope: Scope, name: string, pointer: string): number {
  const number = scope.numbers.get(name);
  if (number === undefined && isBroken(scope, name)) return 0;
  if (number === undefined) {
    const near = nearest(name, scope.numbers.keys());
    const help = near === undefined ? knownNames(scope) : `did you mean \${${near}}?`;
    scope.mistakes.error(pointer, `there is no variable \${${name}}; ${help}`);
    return 0;
  }
  scope.used.add(name);
  if (!scope.defined.has(name))
    scope.mistakes.error(pointer, `\${${name}} has no value here: the step that sets it comes later, or elsewhere`);
  return number;
}

/** The number of a variable that a step sets. */
export function setVariable(scope: Scope, name: string): number {
  scope.defined.add(name);
  return scope.numbers.get(name) ?? 0;
}

/** A column of a file that could not be read: that was said already. */
const isBroken = ({ broken }: Scope, name: string): boolean => broken.has(name.split(".", 1)[0] ?? "");

function knownNames({ numbers }: Scope): string {
  const names = [...numbers.keys()].filter((name) => !name.startsWith("("));
  return names.length === 0 ? "the file sets none" : `there are ${names.slice(0, 20).join(", ")}`;
}
