/** How a text view may look. */
export interface Look {
  readonly columns: number;
  readonly paint: Paint;
}

/** Colours that are the identity where colour is off. */
export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
  cyan(text: string): string;
}

const wrap =
  (open: number, close: number) =>
  (text: string): string =>
    `\u001b[${open}m${text}\u001b[${close}m`;

const same = (text: string): string => text;

/** Colours, or their absence. */
export function paint(color: boolean): Paint {
  if (!color) return { bold: same, dim: same, red: same, green: same, yellow: same, cyan: same };
  return {
    bold: wrap(1, 22),
    dim: wrap(2, 22),
    red: wrap(31, 39),
    green: wrap(32, 39),
    yellow: wrap(33, 39),
    cyan: wrap(36, 39),
  };
}
