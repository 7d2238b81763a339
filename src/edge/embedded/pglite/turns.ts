/** Resolves, when it is the caller's turn, with the function that ends it. */
export type TakeTurn = () => Promise<() => void>;

/** One speaks at a time, in the order of asking. */
export function createTurns(): TakeTurn {
  let last: Promise<void> = Promise.resolve();
  return async () => {
    const before = last;
    let end: () => void = () => undefined;
    last = new Promise((resolve) => {
      end = resolve;
    });
    await before;
    return end;
  };
}
