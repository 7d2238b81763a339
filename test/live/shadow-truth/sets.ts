import { HOLDOUT } from "./holdout.ts";
import { STATEMENTS, type TruthStatement } from "./statements.ts";

/** Statements, and the file that keeps what they do on a major. */
interface TruthSet {
  readonly statements: readonly TruthStatement[];
  readonly truth: (major: number) => URL;
}

const kept =
  (name: string) =>
  (major: number): URL =>
    new URL(`./${name}-${major}.json`, import.meta.url);

export const SETS: Readonly<Record<string, TruthSet>> = {
  statements: { statements: STATEMENTS, truth: kept("postgresql") },
  holdout: { statements: HOLDOUT, truth: kept("holdout") },
};
