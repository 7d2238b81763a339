import type { Ask } from "./snapshot.ts";

export type Attempt<Value> =
  | { readonly done: true; readonly value: Value }
  | { readonly done: false; readonly cause: unknown };

/** Tries a question that may be refused without losing the transaction: a savepoint around it. */
export async function attempt<Value>(ask: Ask, work: () => Promise<Value>): Promise<Attempt<Value>> {
  await ask("SAVEPOINT backwright_attempt");
  try {
    const value = await work();
    await ask("RELEASE SAVEPOINT backwright_attempt");
    return { done: true, value };
  } catch (cause) {
    await ask("ROLLBACK TO SAVEPOINT backwright_attempt");
    return { done: false, cause };
  }
}
