import {
  blockLengthMs,
  sparseQuantile,
  type BlockMeasured,
  type CompareOptions,
  type Side,
} from "../../../load/compare/index.ts";
import { seededRandom, type Draw } from "../../../load/statistics/index.ts";
import { monotonicMs } from "../clock.ts";
import { measureBlock } from "./block.ts";
import type { GatedLane } from "./gate.ts";

// Twice for each lane: a server's first answers are slow, and tell nothing of how long a block should be.
const WARM_UP_MS = 120;

/** Lanes that run behind shut gates. */
export interface BlockParts {
  readonly first: GatedLane;
  readonly second: GatedLane;
  readonly options: CompareOptions;
}

export interface BlocksRun {
  readonly blocks: readonly BlockMeasured[];
  readonly blockMs: number;
  readonly looks: readonly number[];
}

/** What a run of blocks keeps while it lasts. */
interface Course {
  readonly startedAt: number;
  readonly blockMs: number;
  readonly blocks: BlockMeasured[];
  readonly looks: number[];
  readonly draw: Draw;
}

/**
 * Loads two lanes in turn, block by block, until the time is up or the blocks are enough. Either is warmed up first: its connections
 * are opened, and how long its answers take decides how long a block is.
 */
export async function runBlocks({ first, second, options }: BlockParts): Promise<BlocksRun> {
  const startedAt = monotonicMs();
  for (const side of [first, second]) await warmUp(side);
  const latencyMs = Math.max(await warmUp(first), await warmUp(second));
  const course: Course = {
    startedAt,
    blockMs: options.blockMs ?? blockLengthMs(options.durationMs, latencyMs),
    blocks: [],
    looks: [],
    draw: seededRandom(options.seed),
  };
  while (!first.isOver() && !isEnough(course, options)) await measurePair({ first, second }, course);
  const { blocks, blockMs, looks } = course;
  return { blocks, blockMs, looks: [...looks, fractionOf(course, options)] };
}

async function warmUp(gated: GatedLane): Promise<number> {
  const { latency } = await measureBlock(gated, WARM_UP_MS);
  const micros = sparseQuantile([latency], 0.5);
  return Number.isNaN(micros) ? 0 : micros / 1_000;
}

async function measurePair(lanes: Readonly<Record<Side, GatedLane>>, course: Course): Promise<void> {
  const order: readonly Side[] = course.draw() < 0.5 ? ["first", "second"] : ["second", "first"];
  const pair = course.blocks.length / 2;
  const measured: BlockMeasured[] = [];
  for (const side of order) {
    const { openedAt, ...stretch } = await measureBlock(lanes[side], course.blockMs);
    measured.push({ side, pair, startMs: openedAt - course.startedAt, ...stretch });
  }
  course.blocks.push(...measured);
}

/** True when another pair does not fit into the time, or what is there is enough. */
function isEnough(course: Course, { durationMs, looks, isEnough: ask }: CompareOptions): boolean {
  const fraction = fractionOf(course, { durationMs });
  if (fraction + (2 * course.blockMs) / durationMs > 1) return course.blocks.length > 0 || fraction >= 1;
  const due = looks[course.looks.length];
  if (due === undefined || fraction < due) return false;
  course.looks.push(fraction);
  return ask(course.blocks, course.looks);
}

const fractionOf = ({ startedAt }: Course, { durationMs }: Pick<CompareOptions, "durationMs">): number =>
  Math.min(1, (monotonicMs() - startedAt) / durationMs);
