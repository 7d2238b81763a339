import { decodeBody } from "../decode/index.ts";
import type { SeenAnswer } from "../hot/index.ts";
import type { Session } from "./session-state.ts";

const NOTHING_SEEN: SeenAnswer = { headers: [], body: undefined, truncated: false };

/** What was kept of the answer that a place has just had, its body decoded. */
export function seenBy(session: Session | undefined, place: number): SeenAnswer {
  const kept = session?.kept[place];
  if (kept === undefined) return NOTHING_SEEN;
  const headers = kept.fields;
  if (kept.limit === 0) return { headers, body: undefined, truncated: false };
  const { body, truncated } = decodeBody(Buffer.concat(kept.parts), headers, kept.limit);
  return { headers, body, truncated: truncated || kept.truncated };
}
