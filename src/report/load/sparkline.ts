const BLOCKS = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"] as const;

/** The last values as blocks, the highest one full. @example sparkline([1, 4, 8], 20); // "▁▄█" */
export function sparkline(values: readonly number[], width: number): string {
  const shown = width < 1 ? [] : values.slice(-width);
  const highest = Math.max(...shown, 0);
  return shown.map((value) => blockOf(highest === 0 ? 0 : value / highest)).join("");
}

const blockOf = (share: number): string =>
  BLOCKS[Math.min(BLOCKS.length - 1, Math.max(0, Math.ceil(share * BLOCKS.length) - 1))] ?? "";

/** A share of 0 to 1 as a bar. @example bar(0.25, 8); // "██░░░░░░" */
export function bar(share: number, width: number): string {
  const full = Math.round(Math.min(1, Math.max(0, share)) * width);
  return `${"█".repeat(full)}${"░".repeat(width - full)}`;
}
