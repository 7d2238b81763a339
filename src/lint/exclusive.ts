import { relationKey } from "../catalog/index.ts";
import { blocksReaders } from "./effects/effect.ts";
import { heldBefore, type Held } from "./held.ts";
import { effectsAt, type Script } from "./script.ts";
import type { LintStatement } from "./statement.ts";

/** Tables of others that nobody can read while the transaction goes on, before a statement. */
export const exclusivelyHeld = (script: Script, statement: LintStatement): readonly Held[] =>
  heldBefore(script, statement).filter(({ effect }) => blocksReaders(effect.mode));

/** The relations that a statement newly shuts off from everybody. */
export function newlyExclusive(script: Script, statement: LintStatement): readonly string[] {
  const held = new Set(exclusivelyHeld(script, statement).map(({ effect }) => relationKey(effect.relation)));
  const own = effectsAt(script, statement).filter(
    ({ mode, relation }) => blocksReaders(mode) && !script.knowledge.isNew(relation, statement),
  );
  return [...new Set(own.map(({ relation }) => relationKey(relation)))].filter((key) => !held.has(key));
}
