import { groupBy } from "../../kit/index.ts";
import type { Diagram, DiagramTable } from "./diagram.ts";

/** Where a table is drawn, in pixels from the upper left. */
export interface Box {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A link from the edge of one box to the edge of another. */
export interface Line {
  readonly from: string;
  readonly to: string;
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
}

export const ROW_HEIGHT = 18;
export const HEAD_HEIGHT = 26;
const GAP_X = 90;
const GAP_Y = 28;
const MARGIN = 16;
const CHARACTER = 7;
const NARROWEST = 140;
const WIDEST = 340;
const SWEEPS = 4;

/**
 * Places for the boxes: what is referenced stands left of what references it, and within a column near what it is linked to.
 *
 * @example
 * layoutOf(diagram).boxes[0]; // { name: "users", x: 16, y: 16, width: 160, height: 80 }
 */
export function layoutOf(diagram: Diagram): Layout {
  const depths = depthsOf(diagram);
  const columns = [...groupBy(diagram.tables, ({ name }) => String(depths.get(name) ?? 0))]
    .toSorted(([a], [b]) => Number(a) - Number(b))
    .map(([, tables]) => tables);
  const boxes = place(ordered(columns, diagram));
  const byName = new Map(boxes.map((box) => [box.name, box]));
  return {
    width: Math.max(0, ...boxes.map(({ x, width }) => x + width)) + MARGIN,
    height: Math.max(0, ...boxes.map(({ y, height }) => y + height)) + MARGIN,
    boxes,
    lines: diagram.links.flatMap((link) => lineOf(link, { byName, diagram })),
  };
}

/** The longest way to a table that references nothing; loops end where they began. */
function depthsOf({ tables, links }: Diagram): ReadonlyMap<string, number> {
  const depths = new Map(tables.map(({ name }) => [name, 0]));
  for (let round = 0; round < Math.min(tables.length, MOST_COLUMNS); round += 1) {
    let isChanged = false;
    for (const { from, to } of links) {
      const wanted = Math.min(MOST_COLUMNS, (depths.get(to) ?? 0) + 1);
      if (from === to || (depths.get(from) ?? 0) >= wanted) continue;
      depths.set(from, wanted);
      isChanged = true;
    }
    if (!isChanged) break;
  }
  return depths;
}

const MOST_COLUMNS = 12;

type Columns = readonly (readonly DiagramTable[])[];

/** Each table as near as can be to the middle of those that it is linked to. */
function ordered(columns: Columns, { links }: Diagram): Columns {
  const neighbours = new Map<string, string[]>();
  for (const { from, to } of links) {
    neighbours.set(from, [...(neighbours.get(from) ?? []), to]);
    neighbours.set(to, [...(neighbours.get(to) ?? []), from]);
  }
  let current = columns;
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const places = new Map(current.flatMap((column) => column.map(({ name }, row) => [name, row / column.length])));
    const middle = ({ name }: DiagramTable): number => {
      const rows = (neighbours.get(name) ?? []).map((other) => places.get(other) ?? 0);
      return rows.length === 0 ? (places.get(name) ?? 0) : rows.reduce((sum, row) => sum + row, 0) / rows.length;
    };
    current = current.map((column) => column.toSorted((a, b) => middle(a) - middle(b)));
  }
  return current;
}

function place(columns: Columns): readonly Box[] {
  const boxes: Box[] = [];
  let x = MARGIN;
  for (const column of columns) {
    const width = Math.max(...column.map(widthOf));
    let y = MARGIN;
    for (const table of column) {
      const height = HEAD_HEIGHT + (table.columns.length + table.findings.length) * ROW_HEIGHT + 6;
      boxes.push({ name: table.name, x, y, width, height });
      y += height + GAP_Y;
    }
    x += width + GAP_X;
  }
  return boxes;
}

function widthOf({ name, columns, findings }: DiagramTable): number {
  const texts = [
    name,
    ...columns.map((one) => `${one.name} ${one.type} FK`),
    ...findings.map(({ code }) => `! ${code}`),
  ];
  const longest = Math.max(...texts.map((text) => text.length)) * CHARACTER + 24;
  return Math.min(WIDEST, Math.max(NARROWEST, longest));
}

interface Ground {
  readonly byName: ReadonlyMap<string, Box>;
  readonly diagram: Diagram;
}

/** From the row of the first column to the head of the table that it references. */
function lineOf({ from, to, columns }: Diagram["links"][number], { byName, diagram }: Ground): readonly Line[] {
  const [a, b] = [byName.get(from), byName.get(to)];
  if (a === undefined || b === undefined) return [];
  const table = diagram.tables.find(({ name }) => name === from);
  const row = table?.columns.findIndex(({ name }) => name === columns[0]) ?? 0;
  const y1 = a.y + HEAD_HEIGHT + (Math.max(0, row) + 0.5) * ROW_HEIGHT;
  const isRightOf = a.x > b.x;
  const x2 = a.x === b.x || isRightOf ? b.x + b.width : b.x;
  const x1 = isRightOf ? a.x : a.x + a.width;
  return [{ from, to, x1, y1, x2, y2: b.y + HEAD_HEIGHT / 2 }];
}
