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
  for (const step of STEPS)
    while (start + step <= most && old.slice(start, start + step) === next.slice(start, start + step)) start += step;
  let end = 0;
  for (const step of STEPS)
    while (end + step <= most - start && tail(old, end, step) === tail(next, end, step)) end += step;
  return { start, oldEnd: old.length - end, nextEnd: next.length - end };
}

/** Long texts are compared in long pieces first. */
const STEPS = [65_536, 1_024, 16, 1];

const tail = (text: string, end: number, length: number): string =>
  text.slice(text.length - end - length, text.length - end);
