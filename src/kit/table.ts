export interface TextColumn {
  readonly title: string;
  readonly align?: "left" | "right";
}

/**
 * Rows as aligned text, two spaces between columns, no trailing blanks.
 *
 * @example
 * textTable([{ title: "name" }, { title: "rows", align: "right" }], [["orders", "100,000"]]);
 */
export function textTable(columns: readonly TextColumn[], rows: readonly (readonly string[])[]): string {
  const all = [columns.map((column) => column.title), ...rows];
  const widths = columns.map((_, index) => Math.max(...all.map((row) => (row[index] ?? "").length)));
  const line = (row: readonly string[]): string =>
    columns
      .map((column, index) => pad(row[index] ?? "", widths[index] ?? 0, column.align))
      .join("  ")
      .trimEnd();
  return all.map(line).join("\n");
}

function pad(text: string, width: number, align: TextColumn["align"]): string {
  return align === "right" ? text.padStart(width) : text.padEnd(width);
}
