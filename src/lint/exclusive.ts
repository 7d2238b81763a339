import { relationKey } from "../catalog/index.ts";
import { blocksReaders } from "./effects/effect.ts";
import { heldBefore, heldOn, type Held } from "./held.ts";
import { effectsAt, type Script } from "./script.ts";
import type { LintStatement } from "./statement.ts";

/** The first table of others that nobody can read while the transaction goes on, before a statement. */
export function exclusivelyHeld(script: Script, statement: LintStatement): Held | undefined {
  for (const held of heldBefore(script, statement)) if (blocksReaders(held.effect.mode)) return held;
  return undefined;
}

/** The relations that a statement newly shuts off from everybody. */
export function newlyExclusive(script: Script, statement: LintStatement): readonly string[] {
  const own = effectsAt(script, statement).filter(({ mode, relation }) => {
    if (!blocksReaders(mode) || script.knowledge.isNew(relation, statement)) return false;
    const held = heldOn(script, statement, relation);
    return held === undefined || !blocksReaders(held.effect.mode);
  });
  return [...new Set(own.map(({ relation }) => relationKey(relation)))];
}
