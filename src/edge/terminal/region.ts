import type { Stream } from "../../command/index.ts";
import { fitted, widthOf } from "./fit.ts";

const HIDE = "\u001b[?25l";
const SHOW = "\u001b[?25h";
const ERASE_LINE = "\u001b[2K";
const ERASE_BELOW = "\u001b[0J";

/** Rows that stay in one place at a terminal. */
export interface Region {
  draw(rows: readonly string[]): void;
  /** Takes the rows away, so that something else can be written; the next `draw` puts them below it. */
  clear(): void;
  /** The same for good: the cursor is seen again. */
  end(): void;
}

/**
 * A region at the end of a terminal's output. The cursor is hidden meanwhile, and comes back also when the process ends
 * before the region does.
 */
export function createRegion(stream: Stream): Region {
  let drawn: readonly number[] = [];
  let hidden = false;
  const restore = (): void => stream.write(SHOW);
  const up = (): string => {
    const rows = rowsTaken(drawn, stream.columns);
    return rows === 0 ? "" : `\u001b[${rows}A\r`;
  };
  const clear = (): void => {
    if (drawn.length > 0) stream.write(`${up()}${ERASE_BELOW}`);
    drawn = [];
  };
  return {
    draw(rows) {
      const fits = rows
        .slice(0, (stream.rows ?? Number.POSITIVE_INFINITY) - 1)
        .map((row) => fitted(row, stream.columns - 1));
      if (!hidden) process.once("exit", restore);
      const text = fits.map((row) => `${ERASE_LINE}${row}\n`).join("");
      stream.write(`${hidden ? "" : HIDE}${up()}${text}${ERASE_BELOW}`);
      hidden = true;
      drawn = fits.map(widthOf);
    },
    clear,
    end() {
      clear();
      if (!hidden) return;
      hidden = false;
      process.off("exit", restore);
      restore();
    },
  };
}

/** A window that became narrower has broken long rows in two. */
const rowsTaken = (widths: readonly number[], columns: number): number =>
  widths.reduce((sum, width) => sum + Math.max(1, Math.ceil(width / columns)), 0);
