import { SEES, type Capture } from "./capture-state.ts";
import type { Parser } from "./parser-state.ts";

const TOO_MANY_REQUESTS = 429;

/** Keeps nothing of the answers so far, and of the next one what is wanted. */
export function expectCapture(capture: Capture, slot: number, sees: number): void {
  capture.sees[slot] = sees;
  capture.heads[slot] = undefined;
  capture.parts[slot] = undefined;
  capture.kept[slot] = 0;
  capture.isTruncated[slot] = 0;
}

/** A status line has come: headers of an interim answer are dropped, those of the first 429 are looked at by all means. */
export function captureStatus({ capture, status }: Parser, slot: number): void {
  if (capture.sees[slot] !== SEES.nothing) capture.heads[slot] = [];
  if (status[slot] !== TOO_MANY_REQUESTS || capture.limitHeaders !== undefined || capture.limitSlot >= 0) return;
  capture.limitSlot = slot;
  capture.heads[slot] = [];
  if (capture.sees[slot] === SEES.nothing) capture.sees[slot] = SEES.head;
}

/** Keeps the header line in hand. A folded one (obsolete, RFC 9112 section 5.2) belongs to the value before it. */
export function captureHeader({ capture, line, lineFrom, lineTo }: Parser, slot: number): void {
  const text = Buffer.from(line.buffer, line.byteOffset + lineFrom, lineTo - lineFrom).toString("latin1");
  const head = capture.heads[slot];
  const last = head?.at(-1);
  const colon = text.indexOf(":");
  if (/^[ \t]/.test(text)) {
    if (last !== undefined) last[1] = `${last[1]} ${text.trim()}`;
    return;
  }
  head?.push([text.slice(0, colon).trim().toLowerCase(), text.slice(colon + 1).trim()]);
}

/** The head is complete: whoever waited for the first 429 has its headers. */
export function captureHeadEnd({ capture }: Parser, slot: number): void {
  if (capture.limitSlot !== slot) return;
  capture.limitSlot = -1;
  capture.limitHeaders = (capture.heads[slot] ?? []).filter(([name]) => isAboutLimits(name));
}

const isAboutLimits = (name: string): boolean => name === "retry-after" || /^(x-)?rate-?limit/.test(name);

/** Keeps bytes of the body in hand, `input` from `from` to `to`, as far as its limit goes. */
export function captureBody({ capture, input }: Parser, slot: number, [from, to]: readonly [number, number]): void {
  const kept = capture.kept[slot] ?? 0;
  const room = (capture.limit[slot] ?? 0) - kept;
  const bytes = Math.min(room, to - from);
  if (bytes < to - from) capture.isTruncated[slot] = 1;
  if (bytes <= 0) return;
  capture.kept[slot] = kept + bytes;
  // A copy: the input is read into again.
  (capture.parts[slot] ??= []).push(input.slice(from, from + bytes));
}
