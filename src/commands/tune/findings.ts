import type { SuggestOutput } from "../advise/index.ts";
import type { TuneOutput } from "./output.ts";
import type { Seen } from "./profile.ts";

/** What has been found out before anything is changed. */
export interface Findings {
  readonly ground: { readonly name: string };
  readonly seen: Seen;
  readonly shares: Shares;
  readonly advice: SuggestOutput;
}

/** Of each route in all requests, 0 to 1. */
export interface Shares {
  readonly from: TuneOutput["attribution"]["shares"];
  readonly of: ReadonlyMap<string, number>;
}
