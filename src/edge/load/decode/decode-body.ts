import { inflaterOf, type Inflate } from "./inflaters.ts";

/** A body as it was meant. */
export interface Decoded {
  readonly body: Uint8Array;
  /** There was more than the limit. */
  readonly truncated: boolean;
  /** Why the body is still as it was received: its coding is unknown here, or it is broken. */
  readonly problem?: string;
}

/** More codings on top of each other than anybody uses are an attack. */
const LARGEST_STACK = 4;

/**
 * Undoes the content codings of a body, the last one first. Never makes more than `limit` bytes of it: a bomb is cut, which
 * `truncated` says; of a body that is longer than the limit there may be less than the limit. A cut-off or broken body is
 * answered as far as it can be read. Names of headers are in lower case.
 *
 * Source: RFC 9110 section 8.4.
 * @example
 * decodeBody(new TextEncoder().encode("hello"), [["content-encoding", "identity"]], 3).truncated; // true
 */
export function decodeBody(
  received: Uint8Array,
  headers: readonly (readonly [name: string, value: string])[],
  limit: number,
): Decoded {
  const codings = codingsOf(headers);
  if (codings.length > LARGEST_STACK) return { ...cut(received, limit), problem: `${codings.length} content codings` };
  let decoded: Decoded = { body: received, truncated: false };
  for (const coding of codings.toReversed()) {
    const inflate = inflaterOf(coding);
    if (inflate === undefined)
      return { ...cut(decoded.body, limit), problem: `the content coding ${coding} is unknown` };
    const next = within(inflate, decoded.body, limit);
    decoded = { ...next, truncated: next.truncated || decoded.truncated };
    if (decoded.problem !== undefined) break;
  }
  return { ...decoded, ...cut(decoded.body, limit, decoded.truncated) };
}

function codingsOf(headers: readonly (readonly [name: string, value: string])[]): readonly string[] {
  return headers
    .filter(([name]) => name === "content-encoding")
    .flatMap(([, value]) => value.split(","))
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== "" && coding !== "identity");
}

const cut = (body: Uint8Array, limit: number, truncated = false): Pick<Decoded, "body" | "truncated"> => ({
  body: body.subarray(0, limit),
  truncated: truncated || body.length > limit,
});

function within(inflate: Inflate, received: Uint8Array, limit: number): Decoded {
  if (received.length === 0) return { body: received, truncated: false };
  const whole = inflate(received, limit);
  if (whole.kind === "fine") return { body: whole.body, truncated: false };
  if (whole.kind === "too-long") return { body: beginning(inflate, received, limit), truncated: true };
  return { body: received, truncated: false, problem: whole.problem };
}

/**
 * The beginning of what is longer than the limit: Node's decoders give nothing of it, so that ever longer beginnings of the
 * received bytes are tried; the last one that fits is the answer. Their lengths double, so all together cost little more
 * than the last.
 */
function beginning(inflate: Inflate, received: Uint8Array, limit: number): Uint8Array {
  let best = received.subarray(0, 0);
  for (let length = Math.max(1, Math.floor(received.length / 2 ** 11)); length < received.length; length *= 2) {
    const tried = inflate(received.subarray(0, length), limit);
    if (tried.kind === "too-long") break;
    if (tried.kind === "fine") best = tried.body;
  }
  return best;
}
