/** How much of an answer somebody wants to see. */
export const SEES = { nothing: 0, head: 1, body: 2 } as const;

/** What is kept of answers that somebody looks at; for the others it costs a byte each. */
export interface Capture {
  readonly sees: Uint8Array;
  readonly limit: Float64Array;
  readonly heads: ([name: string, value: string][] | undefined)[];
  readonly parts: (Uint8Array[] | undefined)[];
  readonly kept: Float64Array;
  readonly isTruncated: Uint8Array;
  /** The headers of the first answer 429, and the slot whose they are while they come in. */
  limitHeaders: readonly (readonly [name: string, value: string])[] | undefined;
  limitSlot: number;
}

export function newCapture(slots: number): Capture {
  return {
    sees: new Uint8Array(slots),
    limit: new Float64Array(slots),
    heads: Array.from({ length: slots }, () => undefined),
    parts: Array.from({ length: slots }, () => undefined),
    kept: new Float64Array(slots),
    isTruncated: new Uint8Array(slots),
    limitHeaders: undefined,
    limitSlot: -1,
  };
}
