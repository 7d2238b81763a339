import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { LiveView, Stream } from "../../../src/command/index.ts";
import { createProgress } from "../../../src/edge/terminal/index.ts";
import { memoryStream } from "../../support/world.ts";
import { createScreen, type Screen } from "./screen.ts";

const loud = { quiet: false, plain: false };
const view = (...rows: readonly string[]): LiveView => ({ rows: () => rows, line: rows.join(" ") });
const listeners = (): number => process.listenerCount("exit");

/** A terminal of a given size, whose window may change. */
function terminal(size: { columns: number; rows: number }): Stream & { readonly screen: Screen } {
  const screen = createScreen(size);
  return {
    isTerminal: true,
    color: false,
    screen,
    get columns() {
      return size.columns;
    },
    get rows() {
      return size.rows;
    },
    write: (text) => screen.write(text),
  };
}

describe("live work at a terminal", () => {
  test("is drawn in one place, below what was written before", () => {
    const stream = terminal({ columns: 40, rows: 10 });
    stream.write("$ backwright load\n");
    const live = createProgress(stream, loud).live("Loading");
    live.show(view("Loading", "rate 1", "errors 1", "gone"));
    live.show(view("Loading", "rate 2", "none"));
    expect(stream.screen.lines()).toEqual(["$ backwright load", "Loading", "rate 2", "none"]);
    expect(stream.screen.isCursorShown()).toBe(false);
    live.done("all");
    live.failed();
    expect(stream.screen.lines()).toEqual(["$ backwright load", "✓ Loading all"]);
    expect(stream.screen.isCursorShown()).toBe(true);
  });

  test("leaves the screen as it should when it fails before it was ever drawn", () => {
    const stream = terminal({ columns: 40, rows: 10 });
    createProgress(stream, loud).live("Loading").failed();
    expect(stream.screen.lines()).toEqual(["✗ Loading"]);
    expect(stream.screen.isCursorShown()).toBe(true);
  });

  test("cuts rows that are too long, colours and wide characters included", () => {
    const stream = terminal({ columns: 12, rows: 10 });
    const live = createProgress(stream, loud).live("Loading");
    live.show(view("\u001b[31mabcdefghijklmnop\u001b[39m", "漢字漢字漢字漢字"));
    live.show(view("x", "y"));
    expect(stream.screen.lines()).toEqual(["x", "y"]);
    expect(stream.screen.everWrapped()).toBe(false);
  });

  test("draws no more rows than the window has", () => {
    const stream = terminal({ columns: 40, rows: 4 });
    const live = createProgress(stream, loud).live("Loading");
    for (const round of ["1", "2", "3"])
      live.show(view(`a${round}`, `b${round}`, `c${round}`, `d${round}`, `e${round}`));
    expect(stream.screen.lines()).toEqual(["a3", "b3", "c3"]);
    expect(stream.screen.scrolledAway()).toEqual([]);
  });

  test("is still in one place after the window became narrower and broke its rows", () => {
    const size = { columns: 40, rows: 12 };
    const stream = terminal(size);
    stream.write("$ load\n");
    const live = createProgress(stream, loud).live("Loading");
    live.show(view("a".repeat(35), "b".repeat(35)));
    size.columns = 20;
    stream.screen.reflow();
    live.show(view("short", "rows"));
    expect(stream.screen.lines()).toEqual(["$ load", "short", "rows"]);
    size.columns = 60;
    stream.screen.reflow();
    live.show(view("c".repeat(50), "d"));
    expect(stream.screen.lines()).toEqual(["$ load", "c".repeat(50), "d"]);
  });

  test("makes room for a note and goes on below it", () => {
    const stream = terminal({ columns: 40, rows: 10 });
    const progress = createProgress(stream, loud);
    const live = progress.live("Loading");
    live.show(view("Loading", "rate 1"));
    progress.warn("careful");
    live.show(view("Loading", "rate 2"));
    expect(stream.screen.lines()).toEqual(["careful", "Loading", "rate 2"]);
  });

  test("gives the cursor back when the process ends first, and lets go of it afterwards", () => {
    const before = listeners();
    const stream = terminal({ columns: 40, rows: 10 });
    const live = createProgress(stream, loud).live("Loading");
    live.show(view("Loading"));
    live.show(view("Loading"));
    expect(listeners()).toBe(before + 1);
    process.listeners("exit").at(-1)?.(0);
    expect(stream.screen.isCursorShown()).toBe(true);
    live.done();
    expect(listeners()).toBe(before);
  });
});

describe("live work without a terminal", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test("is a line every five seconds", () => {
    const stream = memoryStream();
    const live = createProgress(stream, loud).live("Loading");
    for (let tick = 0; tick < 48; tick += 1) {
      vi.advanceTimersByTime(250);
      live.show({ rows: () => [], line: `${(tick + 1) / 4}s \u001b[2J` });
    }
    live.done("all");
    live.show(view("late"));
    expect(stream.text()).toBe("· Loading\n  5s \\u001b[2J\n  10s \\u001b[2J\n✓ Loading all\n");
  });

  test("is the same for a terminal that cannot move its cursor, and nothing when quiet", () => {
    const dumb = terminal({ columns: 40, rows: 10 });
    createProgress(dumb, { quiet: false, plain: true }).live("Loading").show(view("x"));
    expect(dumb.screen.lines()).toEqual(["· Loading"]);
    const stream = memoryStream();
    const live = createProgress(stream, { quiet: true, plain: false }).live("Loading");
    live.show(view("x"));
    live.done();
    expect(stream.text()).toBe("");
  });
});
