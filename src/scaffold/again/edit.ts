/** The one stretch in which two texts differ. */
export interface Edit {
  /** Offset at which it begins, in both. */
  readonly start: number;
  /** Offset behind it in the old text. */
  readonly oldEnd: number;
  /** The same in the new one. */
  readonly nextEnd: number;
}

/** From the first to the last character that is not the same. */
export function editBetween(old: string, next: string): Edit {
  const most = Math.min(old.length, next.length);
  let start = 0;
  while (start < most && old.slice(start, start + STEP) === next.slice(start, start + STEP)) start += STEP;
  while (start < most && old.charCodeAt(start) === next.charCodeAt(start)) start += 1;
  start = Math.min(start, most);
  let end = 0;
  while (end < most - start - STEP && tail(old, end) === tail(next, end)) end += STEP;
  while (end < most - start && old.charCodeAt(old.length - 1 - end) === next.charCodeAt(next.length - 1 - end))
    end += 1;
  return { start, oldEnd: old.length - end, nextEnd: next.length - end };
}

/** Long texts are compared in pieces of this length first. */
const STEP = 65_536;

const tail = (text: string, end: number): string => text.slice(text.length - end - STEP, text.length - end);
