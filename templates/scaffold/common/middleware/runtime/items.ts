import { Readable } from "node:stream";

/** What is written of one item. */
export type WriteItem = (item: unknown) => string;

/** True for items that are sent one after another; a stream of bytes is none. */
export function isItems(body: unknown): body is AsyncIterable<unknown> {
  return typeof body === "object" && body !== null && Symbol.asyncIterator in body && !(body instanceof Readable);
}

/**
 * Items as bytes, each asked for when the client has room for it. `return()` of their iterator is called when the client leaves,
 * without waiting for the item that is being made.
 */
export function bytesOfItems(items: AsyncIterable<unknown>, media: string, check: (item: unknown) => void): Readable {
  const iterator = items[Symbol.asyncIterator]();
  const write = writerOf(media);
  let isDone = false;
  const next = async (): Promise<string | null> => {
    const { done, value } = await iterator.next();
    if (done === true) isDone = true;
    else check(value);
    return done === true ? null : write(value);
  };
  const stream = new Readable({
    read() {
      next().then(
        (text) => void (stream.destroyed ? undefined : stream.push(text)),
        (error: unknown) => void stream.destroy(error instanceof Error ? error : new Error(String(error))),
      );
    },
    destroy(error, done) {
      if (!isDone) leave(iterator);
      done(error);
    },
  });
  // A comment: the client learns at once that the stream is open.
  if (isEvents(media)) stream.push(":\n\n");
  return stream;
}

/** Nobody waits for it, and nobody is left to be told that it failed. */
function leave(iterator: AsyncIterator<unknown>): void {
  Promise.resolve(iterator.return?.()).catch(() => undefined);
}

const isEvents = (media: string): boolean => media.startsWith("text/event-stream");

function writerOf(media: string): WriteItem {
  if (isEvents(media)) return eventText;
  const opening = /json-seq/.test(media) ? "\u001e" : "";
  return (item) => `${opening}${JSON.stringify(item)}\n`;
}

const FIELDS = ["data", "event", "id", "retry"] as const;

/** An event as the HTML standard writes it; what has none of its fields is data by itself. */
function eventText(item: unknown): string {
  const event: Partial<Record<string, unknown>> = isEvent(item) ? item : { data: item };
  const named = ["event", "id", "retry"].flatMap((name) => {
    const value = event[name];
    return typeof value === "string" || typeof value === "number" ? [`${name}: ${oneLine(String(value))}`] : [];
  });
  return `${[...named, ...dataLines(event["data"])].join("\n")}\n\n`;
}

const isEvent = (item: unknown): item is Record<string, unknown> =>
  typeof item === "object" && item !== null && FIELDS.some((name) => name in item);

function dataLines(data: unknown): readonly string[] {
  if (data === undefined) return [];
  const text = typeof data === "string" ? data : JSON.stringify(data);
  return text.split(/\r\n|[\r\n]/).map((line) => `data: ${line}`);
}

/** A line break would begin another field. */
const oneLine = (text: string): string => text.replace(/[\r\n\0]/g, " ");
