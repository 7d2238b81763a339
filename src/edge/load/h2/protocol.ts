/** Frame types (RFC 9113 section 6). */
export const FRAME = {
  data: 0,
  headers: 1,
  priority: 2,
  reset: 3,
  settings: 4,
  push: 5,
  ping: 6,
  goAway: 7,
  window: 8,
  continuation: 9,
} as const;

export const FLAG = { endStream: 1, acknowledged: 1, endHeaders: 4, padded: 8, priority: 32 } as const;

/** Error codes (RFC 9113 section 7). */
export const CODE = {
  none: 0,
  protocol: 1,
  internal: 2,
  flowControl: 3,
  settingsTimeout: 4,
  streamClosed: 5,
  frameSize: 6,
  refused: 7,
  cancel: 8,
  compression: 9,
  calm: 11,
} as const;

/** Settings (RFC 9113 section 6.5.2). */
export const SETTING = {
  tableSize: 1,
  push: 2,
  streams: 3,
  window: 4,
  frameSize: 5,
  headerList: 6,
} as const;

export const FRAME_HEAD = 9;
export const LARGEST_WINDOW = 0x7f_ff_ff_ff;
export const DEFAULT_WINDOW = 65_535;
/** Payload of a frame that needs no agreement; we ask for no more, and send no more. */
export const FRAME_BYTES = 16_384;
/** What the headers of one answer may take, coded or not. */
export const HEADER_BYTES = 256 * 1024;
