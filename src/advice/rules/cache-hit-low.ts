import { ofThing } from "../found.ts";
import type { Rule } from "../situation.ts";

const FEWEST_BLOCKS = 1_000_000;
const LOW = 0.95;
const VERY_LOW = 0.8;

/** Too much is read past the server's cache. */
export const cacheHitLow: Rule = {
  code: "cache-hit-low",
  find: ({ server, catalog }) => {
    const { blocksHit = 0, blocksRead = 0, sizeBytes = 0 } = server?.counters ?? {};
    const share = blocksHit / Math.max(1, blocksHit + blocksRead);
    if (blocksHit + blocksRead < FEWEST_BLOCKS || share >= LOW) return [];
    const evidence = { hitShare: share, blocksHit, blocksRead, databaseBytes: sizeBytes };
    const subject = { kind: "database", name: catalog.database.name };
    return [ofThing(cacheHitLow.code, subject, { severity: share < VERY_LOW ? "warning" : "info", evidence })];
  },
};
