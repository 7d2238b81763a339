import type { JsonValue } from "../../../kit/index.ts";
import type { Flow } from "../model.ts";
import type { CookieJar } from "./cookies.ts";

/** A user in the middle of an iteration. */
export interface User {
  /** Among the users of all lanes. */
  readonly number: number;
  readonly values: (JsonValue | undefined)[];
  /** Undefined between two iterations. */
  flow: Flow | undefined;
  /** The next instruction. */
  at: number;
  /** Passes of each loop that are begun. */
  readonly passes: (number | undefined)[];
  /** The step that was sent last. */
  step: number;
  iteration: number;
  /** Requests of this iteration. */
  sent: number;
  cookies: CookieJar | undefined;
  /** Rows of feeders that a user keeps, by feeder. */
  readonly ownRows: (number | undefined)[];
}

export function newUser(number: number, variables: number): User {
  return {
    number,
    values: Array.from({ length: variables }, () => undefined),
    flow: undefined,
    at: 0,
    passes: [],
    step: 0,
    iteration: 0,
    sent: 0,
    cookies: undefined,
    ownRows: [],
  };
}
