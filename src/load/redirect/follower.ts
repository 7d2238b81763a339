import { mixOrder } from "../mix.ts";
import type { LoadPlan, PlannedRequest } from "../plan.ts";
import { throughProxy } from "../proxy/index.ts";
import type { Action, Actor, Answer, PlayedStep } from "../scenario/index.ts";
import { requestBytes } from "../wire.ts";
import { nextRequest } from "./next-request.ts";

/** Where a user stands between a request and the ones that it led to. */
interface Walk {
  /** Index of the request of the mix that the walk began with. */
  readonly start: number;
  /** How many redirects were followed. */
  readonly hops: number;
  readonly request: PlannedRequest;
  isOver: boolean;
}

const WITHIN = "redirects stay within the origin";
const ENDING = "redirects come to an end";

/**
 * Users who send a plan's mix and follow redirects within its origin, at most `plan.redirects` in a row. Every request counts
 * as one of its own: those that a redirect asked for under their first one's name with " (redirected)". A redirect to
 * another origin, or one too many, is not followed and counts as failed.
 *
 * Errors: `load-bad-header`, `load-bad-url`.
 */
export function newFollower(plan: LoadPlan): Actor {
  const order = mixOrder(plan.requests.map(({ weight }) => weight));
  const walks = new Map<number, Walk>();
  const tally = newTally();
  let cursor = 0;
  const begin = (): Walk | undefined => {
    const start = order[cursor] ?? 0;
    cursor = (cursor + 1) % order.length;
    const request = plan.requests[start];
    return request === undefined ? undefined : { start, hops: 0, request, isOver: false };
  };
  return {
    steps: [
      ...plan.requests.map((request) => stepOf(request, "")),
      ...plan.requests.map((request) => stepOf(request, " (redirected)")),
    ],
    next: (user) => {
      const before = walks.get(user);
      if (before?.isOver === true) {
        walks.delete(user);
        return { kind: "done" };
      }
      const walk = before ?? begin();
      if (walk === undefined) return { kind: "done" };
      walks.set(user, walk);
      return sending(plan, walk);
    },
    settle: (user, answer) => {
      const walk = walks.get(user);
      if (walk === undefined) return false;
      const { next, isSuccess, checks } = settled(plan, walk, answer);
      walks.set(user, next);
      for (const [name, holds] of checks) tally.count(`${walk.request.name}\n${name}`, holds);
      return isSuccess;
    },
    checks: () => tally.rows(),
  };
}

const stepOf = ({ name, method, expectStatus }: PlannedRequest, suffix: string): PlayedStep => ({
  name: `${name}${suffix}`,
  method,
  ...(expectStatus === undefined ? {} : { expectStatus }),
  sees: "head",
  bodyLimit: 0,
});

function sending(plan: LoadPlan, { start, hops, request }: Walk): Action {
  return {
    kind: "send",
    step: hops === 0 ? start : plan.requests.length + start,
    bytes: requestBytes(plan.origin, throughProxy(plan, request), plan.keepAlive),
    request: () => request,
  };
}

interface Settled {
  readonly next: Walk;
  readonly isSuccess: boolean;
  readonly checks: readonly (readonly [name: string, holds: boolean])[];
}

function settled(plan: LoadPlan, walk: Walk, answer: Answer): Settled {
  const over = { ...walk, isOver: true };
  if ("failure" in answer) return { next: over, isSuccess: false, checks: [] };
  const redirection = nextRequest(plan.origin, walk.request, answer);
  if (redirection.kind === "foreign") return { next: over, isSuccess: false, checks: [[WITHIN, false]] };
  if (redirection.kind === "none")
    return { next: over, isSuccess: isExpected(walk.request, answer.status), checks: [] };
  const hops = walk.hops + 1;
  if (hops > (plan.redirects ?? 0))
    return {
      next: over,
      isSuccess: false,
      checks: [
        [WITHIN, true],
        [ENDING, false],
      ],
    };
  return { next: { ...walk, hops, request: redirection.request }, isSuccess: true, checks: [[WITHIN, true]] };
}

const isExpected = ({ expectStatus }: PlannedRequest, status: number): boolean =>
  expectStatus === undefined ? status < 400 : status === expectStatus;

interface Tally {
  readonly count: (key: string, holds: boolean) => void;
  readonly rows: Actor["checks"];
}

/** Counts checks by `route\nname`. */
function newTally(): Tally {
  const counts = new Map<string, readonly [passed: number, failed: number]>();
  return {
    count: (key, holds) => {
      const [passed, failed] = counts.get(key) ?? [0, 0];
      counts.set(key, holds ? [passed + 1, failed] : [passed, failed + 1]);
    },
    rows: () =>
      [...counts].map(([key, [passed, failed]]) => {
        const end = key.lastIndexOf("\n");
        return [key.slice(0, end), key.slice(end + 1), passed, failed] as const;
      }),
  };
}
