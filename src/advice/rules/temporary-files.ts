import { ofThing } from "../found.ts";
import { temporaryBytesPerDay } from "../settings.ts";
import type { Rule } from "../situation.ts";

const NOTED_BYTES = 1_000_000_000;
const GRAVE_BYTES = 100_000_000_000;

/** Sorts and hashes that do not fit into memory. */
export const temporaryFiles: Rule = {
  code: "temporary-files",
  find: (situation) => {
    const perDay = temporaryBytesPerDay(situation);
    const { temporaryFiles: files = 0, temporaryBytes = 0 } = situation.server?.counters ?? {};
    if (perDay < NOTED_BYTES) return [];
    const evidence = { files, bytes: temporaryBytes, bytesPerDay: Math.round(perDay) };
    const subject = { kind: "database", name: situation.catalog.database.name };
    return [ofThing(temporaryFiles.code, subject, { severity: perDay >= GRAVE_BYTES ? "warning" : "info", evidence })];
  },
};
