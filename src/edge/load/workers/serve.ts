import { parentPort } from "node:worker_threads";
import { isBackwrightError, type BackwrightError } from "../../../kit/index.ts";
import { newHost, type Host, type NewActor } from "../host/index.ts";
import type { FromWorker, Refused, ToWorker } from "./messages.ts";

/** A worker's side: a lane, told by messages. An error ends the thread, and the other side hears of it. */
export function serve(newActor?: NewActor): void {
  let host: Host | undefined;
  const tell = (message: FromWorker): void => parentPort?.postMessage(message, []);
  const obey = async (message: ToWorker): Promise<void> => {
    if (message.say === "host") host = newHost(message.parts, newActor);
    if (host === undefined) return;
    if (message.say === "open") tell(await opened(host, message.addresses));
    if (message.say !== "run") return;
    const end = await host.run((batch) => tell({ say: "samples", batch }));
    tell({ say: "ended", end });
    parentPort?.close();
  };
  parentPort?.on("message", (message: ToWorker) => void obey(message));
}

/** What we know as an error loses its code on the way between threads: it is sent as facts, and raised over there. */
async function opened(host: Host, addresses: readonly string[]): Promise<FromWorker> {
  try {
    const opened = await host.open(addresses);
    if ("failure" in opened && isBackwrightError(opened.failure.error)) return refused(opened.failure.error);
    return { say: "opened", opened };
  } catch (error) {
    if (isBackwrightError(error)) return refused(error);
    throw error;
  }
}

export const refused = ({ code, message, hint, exitCode }: BackwrightError): Refused => ({
  say: "refused",
  error: { code, message, hint, exitCode },
});
