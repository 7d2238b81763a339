import type { ErrorFacts } from "../../../kit/index.ts";
import type { HostParts, LaneEnd, Opened, SampleBatch } from "../host/index.ts";
import type { Pair, PairEnd, PairOpened, PairParts } from "../pair/index.ts";

/** What a worker is told, one after the other. */
export type ToWorker =
  | { readonly say: "host"; readonly parts: HostParts }
  | { readonly say: "open"; readonly addresses: readonly string[] }
  | { readonly say: "run" };

export interface Refused {
  readonly say: "refused";
  readonly error: ErrorFacts;
}

/** What it answers. */
export type FromWorker =
  | Refused
  | { readonly say: "opened"; readonly opened: Opened }
  | { readonly say: "samples"; readonly batch: SampleBatch }
  | { readonly say: "ended"; readonly end: LaneEnd };

/** What a worker with two lanes is told. */
export type ToPair =
  | { readonly say: "pair"; readonly parts: PairParts }
  | { readonly say: "open"; readonly addresses: Parameters<Pair["open"]>[0] }
  | { readonly say: "run" };

/** What it answers. */
export type FromPair =
  | Refused
  | { readonly say: "opened"; readonly opened: PairOpened }
  | { readonly say: "ended"; readonly end: PairEnd };
