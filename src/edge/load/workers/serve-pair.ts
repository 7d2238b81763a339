import { parentPort } from "node:worker_threads";
import { isBackwrightError } from "../../../kit/index.ts";
import { newPair, type Pair } from "../pair/index.ts";
import type { FromPair, ToPair } from "./messages.ts";
import { refused } from "./serve.ts";

/** A worker's side of a comparison: two lanes, told by messages. An error ends the thread, and the other side hears of it. */
export function servePair(): void {
  let pair: Pair | undefined;
  const tell = (message: FromPair): void => parentPort?.postMessage(message, []);
  const obey = async (message: ToPair): Promise<void> => {
    if (message.say === "pair") pair = newPair(message.parts);
    if (pair === undefined) return;
    if (message.say === "open") tell(await opened(pair, message.addresses));
    if (message.say !== "run") return;
    tell({ say: "ended", end: await pair.run() });
    parentPort?.close();
  };
  parentPort?.on("message", (message: ToPair) => void obey(message));
}

async function opened(pair: Pair, addresses: Parameters<Pair["open"]>[0]): Promise<FromPair> {
  try {
    const opened = await pair.open(addresses);
    if ("failure" in opened && isBackwrightError(opened.failure.error)) return refused(opened.failure.error);
    return { say: "opened", opened };
  } catch (error) {
    if (isBackwrightError(error)) return refused(error);
    throw error;
  }
}
