import type { World } from "../../command/index.ts";
import { formatCount } from "../../kit/index.ts";
import { SAMPLE_BATCH, sampleLine, type LoadSample } from "../../load/index.ts";
import type { Written } from "../../load/result/index.ts";
import { reasonOf } from "./reason.ts";

/** A file that takes every finished request. */
export interface SampleFile {
  /** Resolves when the system has taken them: whoever waits for that cannot fill the memory. A full disk is kept for `close`. */
  readonly take: (samples: readonly LoadSample[]) => Promise<void>;
  /** What became of it, when so many requests had to be in it, and so many of the threads that had them died. */
  readonly close: (finished: number, lostThreads: number) => Promise<Written>;
}

/** Opens the file, so that one that cannot be written is known before the load. Error: `file-unwritable`. */
export async function openSamples(path: string, { files }: World): Promise<SampleFile> {
  const file = await files.openGrowing(path);
  let count = 0;
  let problem: string | null = null;
  const take = async (samples: readonly LoadSample[]): Promise<void> => {
    if (problem !== null) return;
    try {
      await file.append(samples.map((sample) => `${sampleLine(sample)}\n`).join(""));
      count += samples.length;
    } catch (failure) {
      // The run goes on: its report is worth more than the rest of the samples.
      problem = reasonOf(failure);
    }
  };
  const close = async (finished: number, lostThreads: number): Promise<Written> => {
    await file[Symbol.asyncDispose]();
    return { what: "samples", to: path, count, problem: problem ?? missingText(finished - count, lostThreads) };
  };
  return { take, close };
}

/** A thread that dies takes at most its last batch along; without one only a slow disk leaves requests out. */
function missingText(missing: number, lostThreads: number): string | null {
  if (missing <= 0) return null;
  const most = lostThreads * SAMPLE_BATCH;
  const died = `${lostThreads === 1 ? "a thread" : `${formatCount(lostThreads)} threads`} of the load generator died with them`;
  const slow = "the disk was too slow for them";
  const why = lostThreads === 0 ? slow : missing <= most ? died : `${died}, or ${slow}`;
  return `${formatCount(missing)} requests are not in it: ${why}.`;
}
