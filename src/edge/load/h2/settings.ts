import { frame } from "./output.ts";
import { breakSession } from "./places.ts";
import { CODE, FLAG, FRAME, LARGEST_WINDOW, SETTING } from "./protocol.ts";
import { sendBodies } from "./send.ts";
import { STAGE, type Session } from "./session-state.ts";

interface Range {
  readonly from: number;
  readonly to: number;
}

/** A SETTINGS frame (RFC 9113 section 6.5). The first one makes the connection ready. */
export function onSettings(session: Session, bytes: Uint8Array, { from, to }: Range): void {
  const isAnswer = (session.flags & FLAG.acknowledged) !== 0;
  if (session.frameStream !== 0 || (to - from) % 6 !== 0 || (isAnswer && to > from)) {
    breakSession(session, CODE.frameSize, "its settings have the wrong form");
    return;
  }
  if (isAnswer) return;
  for (let at = from; at < to; at += 6) if (!onSetting(session, bytes, at)) return;
  frame(session.output, { type: FRAME.settings, flags: FLAG.acknowledged, stream: 0, length: 0 });
  sendBodies(session);
  if (session.isReady) return;
  session.isReady = true;
  session.idleFrames = 0;
  session.events.onReady(session);
}

function onSetting(session: Session, bytes: Uint8Array, at: number): boolean {
  const setting = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  const value =
    (bytes[at + 2] ?? 0) * 2 ** 24 + ((bytes[at + 3] ?? 0) << 16) + ((bytes[at + 4] ?? 0) << 8) + (bytes[at + 5] ?? 0);
  if (setting === SETTING.streams) session.maxStreams = value;
  if (setting === SETTING.window) return onFirstWindow(session, value);
  // We send no larger frames than everybody takes, and our headers use no table: what else is offered is not needed.
  if (setting === SETTING.push && value > 0) return breakSession(session, CODE.protocol, "a server cannot take pushes");
  if (setting === SETTING.frameSize && (value < 16_384 || value > 0xff_ff_ff))
    return breakSession(session, CODE.protocol, "its frames have an impossible size");
  return true;
}

/** It changes the windows of all open streams too, which may become negative (RFC 9113 section 6.9.2). */
function onFirstWindow(session: Session, value: number): boolean {
  if (value > LARGEST_WINDOW) return breakSession(session, CODE.flowControl, "a window is larger than can be");
  const change = value - session.firstWindow;
  session.firstWindow = value;
  for (let place = 0; place < session.places; place += 1) {
    if (session.stage[place] === STAGE.free) continue;
    session.window[place] = (session.window[place] ?? 0) + change;
    if ((session.window[place] ?? 0) > LARGEST_WINDOW)
      return breakSession(session, CODE.flowControl, "a window is larger than can be");
  }
  return true;
}
