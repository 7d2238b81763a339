import { describe, expect, test, vi } from "vitest";
import { createProgress } from "../../../src/edge/terminal/index.ts";
import { memoryStream } from "../../support/world.ts";

const loud = { quiet: false, plain: false };

function terminal(columns: number) {
  const stream = memoryStream();
  return { ...stream, isTerminal: true, columns };
}

/** Runs the spinner's timer by hand. */
function spinning(columns: number, detail: string): string {
  vi.useFakeTimers();
  try {
    const stream = terminal(columns);
    const step = createProgress(stream, loud).step("Loading");
    step.update(detail);
    vi.advanceTimersByTime(300);
    step.done();
    step.done();
    vi.advanceTimersByTime(1_000);
    return stream.text();
  } finally {
    vi.useRealTimers();
  }
}

describe("progress without a terminal", () => {
  test("is plain lines, the end of a step said once", () => {
    const stream = memoryStream();
    const progress = createProgress(stream, loud);
    const step = progress.step("Loading");
    step.update("half");
    step.done("all");
    step.failed();
    progress.note("noted");
    expect(stream.text()).toBe("· Loading\n✓ Loading all\nnoted\n");
  });

  test("a step that fails says so", () => {
    const stream = memoryStream();
    createProgress(stream, loud).step("Loading").failed();
    expect(stream.text()).toBe("· Loading\n✗ Loading\n");
  });

  test("makes a stranger's controls visible", () => {
    const stream = memoryStream();
    const progress = createProgress(stream, loud);
    progress.step("a\u001b[2J").done("b\u001b[2J");
    progress.warn("c\u001b[2J");
    expect(stream.text()).not.toContain("\u001b");
  });

  test("quiet leaves only warnings", () => {
    const stream = memoryStream();
    const progress = createProgress(stream, { quiet: true, plain: false });
    progress.step("Loading").done();
    progress.note("noted");
    progress.warn("careful\u001b[2J");
    expect(stream.text()).toBe("careful\\u001b[2J\n");
  });
});

describe("progress at a terminal", () => {
  test("a spinner is cleared before the line that stays", () => {
    const text = spinning(100, "half");
    expect(text).toContain("Loading half");
    expect(text.endsWith("\r\u001b[2K✓ Loading\n")).toBe(true);
    expect(text.match(/✓/g)).toHaveLength(1);
  });

  test("stays in one row, which it could not clear otherwise", () => {
    const frames = spinning(30, "x".repeat(200)).split("\r\u001b[2K").slice(1, -1);
    expect(frames).not.toHaveLength(0);
    for (const frame of frames) expect(frame.length).toBeLessThan(30);
  });

  test("one that cannot move its cursor gets lines", () => {
    const stream = terminal(100);
    createProgress(stream, { quiet: false, plain: true }).step("Loading").done();
    expect(stream.text()).toBe("· Loading\n✓ Loading\n");
  });
});
