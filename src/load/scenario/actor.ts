import type { FailureKind } from "../failure.ts";
import type { PlannedRequest } from "../plan.ts";

/** A step as the engine has to know it before the first user plays it. */
export interface PlayedStep extends Pick<PlannedRequest, "name" | "method" | "expectStatus"> {
  /** What of its answers the actor has to see. `body`: decoded as its Content-Encoding says, at most `bodyLimit` bytes. */
  readonly sees: "status" | "head" | "body";
  readonly bodyLimit: number;
}

/** What a user does now. */
export type Action =
  | {
      readonly kind: "send";
      /** Index into the actor's steps. */
      readonly step: number;
      /** The whole request as the bytes of HTTP/1.1. */
      readonly bytes: Uint8Array;
      /** The same taken apart, for HTTP/2. */
      readonly request: () => PlannedRequest;
    }
  | { readonly kind: "wait"; readonly untilMs: number }
  /** The iteration is over; ask again for the next one, or leave it at that when no more are to begin. */
  | { readonly kind: "done" };

/** What came back. */
export type Answer =
  | {
      readonly status: number;
      /** Names in lower case, in the order of the answer; empty unless the step sees them. */
      readonly headers: readonly (readonly [name: string, value: string])[];
      readonly body: Uint8Array | undefined;
      /** The body was longer than the step's limit. */
      readonly truncated: boolean;
      readonly latencyMs: number;
    }
  | { readonly failure: FailureKind };

/** All users of one lane, playing a scenario. The engine asks; nothing here knows of sockets. */
export interface Actor {
  readonly steps: readonly PlayedStep[];
  /** The next thing that a user does. After `done`, the next call begins a new iteration. */
  next(user: number, nowMs: number): Action;
  /** A user's request has been answered or has failed. True: it counts as successful. */
  settle(user: number, answer: Answer, nowMs: number): boolean;
  /** Checks so far: route, name, passed, failed. */
  checks(): readonly (readonly [route: string, name: string, passed: number, failed: number])[];
}
