import type { FailureKind } from "../../../load/sending/index.ts";
import type { Lane } from "./lane.ts";

/** How often time-outs are looked for: a twentieth of the shortest, but from 5 to 100 ms. */
export function expireEveryMs({ plan }: Lane): number {
  const { connectMs, handshakeMs, firstByteMs } = plan.timeouts ?? {};
  const given = [plan.timeoutMs, connectMs, handshakeMs, firstByteMs].filter((ms) => ms !== undefined);
  return Math.max(5, Math.min(100, Math.min(...given) / 20));
}

/** The failure of a connection that is being opened, when it has taken too long by `core.atMs`; 0 for "not yet connected". */
export function expiredDial({ plan, core }: Lane, dialedAt: number, connectedAt: number): FailureKind | undefined {
  const { connectMs = plan.timeoutMs, handshakeMs = plan.timeoutMs } = plan.timeouts ?? {};
  if (connectedAt === 0) return core.atMs - dialedAt > connectMs ? "connection-timeout" : undefined;
  return core.atMs - connectedAt > handshakeMs ? "handshake-timeout" : undefined;
}

/** The failure of a slot whose request has been in flight too long by `core.atMs`. */
export function expiredRequest({ plan, core }: Lane, slot: number): FailureKind | undefined {
  if ((core.current[slot] ?? -1) < 0 || core.isAgain[slot] === 1) return undefined;
  const passed = core.atMs - (core.writtenAt[slot] ?? 0);
  if (core.seenAt[slot] !== 0) return passed > plan.timeoutMs ? "response-timeout" : undefined;
  const firstByteMs = plan.timeouts?.firstByteMs ?? plan.timeoutMs;
  return passed > Math.min(firstByteMs, plan.timeoutMs) ? "first-byte-timeout" : undefined;
}
