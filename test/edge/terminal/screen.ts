/** As much of a terminal as a region needs: it keeps lines, breaks long ones, and obeys cursor movement and erasing. */
export interface Screen {
  write(text: string): void;
  /** What is seen, without empty lines at the end; a line that was broken is one. */
  lines(): readonly string[];
  isCursorShown(): boolean;
  everWrapped(): boolean;
  /** Rows that went off the top. */
  scrolledAway(): readonly string[];
  /** The window has changed: lines are broken anew, as terminals that reflow do. */
  reflow(): void;
}

interface Row {
  text: string;
  /** Begins in the row above. */
  continues: boolean;
}

const SEQUENCE = /^\u001b\[(\?25[lh]|(\d*)[AKJ]|[\d;]*m)/;

export function createScreen(size: { readonly columns: number; readonly rows: number }): Screen {
  let rows: Row[] = [{ text: "", continues: false }];
  let [row, column, top] = [0, 0, 0];
  let [shown, wrapped] = [true, false];
  const current = (): Row => (rows[row] ??= { text: "", continues: false });
  const down = (continues: boolean): void => {
    row += 1;
    column = 0;
    current().continues = continues;
    if (row - top >= size.rows) top = row - size.rows + 1;
  };
  const put = (character: string): void => {
    const width = /[\u2e80-\u9fff]/.test(character) ? 2 : 1;
    if (column + width > size.columns) {
      wrapped = true;
      down(true);
    }
    const line = current();
    line.text = `${line.text.slice(0, column).padEnd(column)}${character}${line.text.slice(column + 1)}`;
    column += width;
  };
  const obey = (sequence: string): void => {
    if (sequence.startsWith("?25")) shown = sequence.endsWith("h");
    else if (sequence.endsWith("A")) row = Math.max(top, row - Number(sequence.slice(0, -1) || 1));
    else if (sequence === "2K") current().text = "";
    else if (sequence === "0J") {
      current().text = current().text.slice(0, column);
      rows = rows.slice(0, row + 1);
    }
  };
  return {
    write(text) {
      let rest = text;
      while (rest !== "") {
        const found = SEQUENCE.exec(rest);
        if (found !== null) obey(found[1] ?? "");
        else if (rest.startsWith("\u001b")) throw new Error(`unknown: ${JSON.stringify(rest.slice(0, 8))}`);
        else if (rest.startsWith("\n")) down(false);
        else if (rest.startsWith("\r")) column = 0;
        else put(Array.from(rest)[0] ?? "");
        rest = rest.slice(found?.[0].length ?? Array.from(rest)[0]?.length ?? 1);
      }
    },
    lines() {
      const joined: string[] = [];
      for (const { text, continues } of rows) {
        if (continues) joined.push(`${joined.pop() ?? ""}${text}`);
        else joined.push(text);
      }
      const last = joined.findLastIndex((line) => line !== "");
      return joined.slice(0, last + 1);
    },
    isCursorShown: () => shown,
    everWrapped: () => wrapped,
    scrolledAway: () => rows.slice(0, top).map(({ text }) => text),
    reflow() {
      const logical: string[] = [];
      for (const { text, continues } of rows) logical.push(continues ? `${logical.pop() ?? ""}${text}` : text);
      rows = logical.flatMap((line) =>
        Array.from({ length: Math.max(1, Math.ceil(line.length / size.columns)) }, (_, index) => ({
          text: line.slice(index * size.columns, (index + 1) * size.columns),
          continues: index > 0,
        })),
      );
      row = rows.length - 1;
      top = Math.max(0, row - size.rows + 1);
    },
  };
}
