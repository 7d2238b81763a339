import type { ErrorFacts } from "../../../kit/index.ts";
import type { HostParts, LaneEnd, Opened, SampleBatch } from "../host/index.ts";

/** What a worker is told, one after the other. */
export type ToWorker =
  | { readonly say: "host"; readonly parts: HostParts }
  | { readonly say: "open"; readonly addresses: readonly string[] }
  | { readonly say: "run" };

/** What it answers. */
export type FromWorker =
  | { readonly say: "opened"; readonly opened: Opened }
  | { readonly say: "refused"; readonly error: ErrorFacts }
  | { readonly say: "samples"; readonly batch: SampleBatch }
  | { readonly say: "ended"; readonly end: LaneEnd };
