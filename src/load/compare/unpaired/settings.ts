import type { LoadSettings } from "../../result/index.ts";
import { changesIn, type Change } from "./environment.ts";

const COMPARED = [
  "method",
  "bodyBytes",
  "concurrency",
  "keepAlive",
  "expectStatus",
  "protocol",
  "streams",
  "redirects",
  "model",
] as const satisfies readonly (keyof LoadSettings)[];

/** What of the load of two runs differs; how long they lasted does not matter. */
export function settingChanges(before: LoadSettings, now: LoadSettings): readonly Change[] {
  return changesIn(COMPARED, before, now);
}
