import { expect } from "vitest";

/** For `toMatchObject`, in which a bare RegExp matches every text. */
export const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern);
