import { formatCount, formatDecimal, formatDuration, type Look } from "../../kit/index.ts";
import type { LiveFigures } from "../../load/index.ts";
import { formatMs } from "./numbers.ts";
import { bar, sparkline } from "./sparkline.ts";
import { tickText } from "./tick.ts";

const NAME_WIDTH = 10;
const NARROW = 56;
const WIDEST_BAR = 60;

/** Where a run stands, in six rows for the terminal's width; a narrow one gets shorter rows. */
export function liveRows(title: string, live: LiveFigures, look: Look): readonly string[] {
  return [
    look.paint.bold(title),
    progressRow(live, look),
    row("rate", rateText(live, look), look),
    row("latency", latencyText(live, look), look),
    row("errors", errorText(live, look), look),
    row("in flight", loadText(live), look),
  ];
}

/** The same for a terminal and for where there is none. */
export function liveView(title: string, live: LiveFigures) {
  return { rows: (look: Look): readonly string[] => liveRows(title, live, look), line: tickText(live.tick) };
}

const row = (name: string, text: string, { paint }: Look): string => `${paint.dim(name.padEnd(NAME_WIDTH))}${text}`;

function progressRow({ tick, doneShare, remainingMs }: LiveFigures, look: Look): string {
  const elapsed = seconds(tick.elapsedMs);
  if (doneShare === undefined || remainingMs === undefined) return row("elapsed", elapsed, look);
  const times = `${elapsed}, ${seconds(remainingMs)} left`;
  const width = Math.min(WIDEST_BAR, look.columns - times.length - 2);
  return width < 8 ? times : `${look.paint.cyan(bar(doneShare, width))}  ${times}`;
}

function rateText({ tick, rates }: LiveFigures, look: Look): string {
  const rate = `${formatDecimal(tick.requestsPerSecond, 0)}/s`.padEnd(10);
  const planned = tick.plannedPerSecond === undefined ? "" : ` of ${formatDecimal(tick.plannedPerSecond, 0)}/s planned`;
  const room = Math.min(WIDEST_BAR, look.columns - NAME_WIDTH - rate.length - planned.length - 1);
  const line = room < 8 ? "" : look.paint.cyan(sparkline(rates, room));
  return `${rate}${line}${planned}`.trimEnd();
}

function latencyText({ tick }: LiveFigures, { columns }: Look): string {
  const all = [
    `P50 ${formatMs(tick.p50Ms)}`,
    ...(tick.p90Ms === undefined || columns < NARROW ? [] : [`P90 ${formatMs(tick.p90Ms)}`]),
    `P99 ${formatMs(tick.p99Ms)}`,
  ];
  return `${all.join("   ")} ms`;
}

function errorText({ tick, failedPercent }: LiveFigures, { paint }: Look): string {
  const total = `of ${formatCount(tick.finished)} requests`;
  if (tick.failed === 0) return `none ${total}`;
  return `${paint.red(`${formatCount(tick.failed)} (${formatDecimal(failedPercent, 1)}%)`)} ${total}`;
}

const loadText = ({ tick }: LiveFigures): string =>
  `${formatCount(tick.inFlight)}${tick.users === undefined ? "" : `   users ${formatCount(tick.users)}`}`;

const seconds = (milliseconds: number): string => formatDuration(Math.round(milliseconds / 1_000) * 1_000);
