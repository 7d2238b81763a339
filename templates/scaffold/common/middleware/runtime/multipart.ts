// Multipart forms as they arrive: fields in memory, files on disk as soon as they are large, each under its limit.
import type { IncomingMessage, ServerResponse } from "node:http";
import { openAsBlob } from "node:fs";
import { mkdtemp, open, rm, type FileHandle } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { abandon, contentOf, tooLarge } from "./bytes.js";
import { HttpError } from "./http-error.js";

export interface FormLimits {
  /** Bytes of all fields together, and of what stands before and behind the parts. */
  readonly fields: number;
  /** Bytes of all files together. */
  readonly files: number;
}

/** The parts of a form. Files that went to disk are deleted when the answer has been sent. Errors: 400, 413, 415. */
export async function readForm(
  request: IncomingMessage,
  limits: FormLimits,
  response?: ServerResponse,
): Promise<FormData> {
  const boundary = /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(request.headers["content-type"] ?? "");
  if (boundary === null) throw malformed();
  const content = contentOf(request, (request.headers["content-encoding"] ?? "identity").toLowerCase());
  const shelf = createShelf();
  response?.once("close", () => void shelf.clear());
  try {
    const chunks: AsyncIterable<Buffer> = content.iterator({ destroyOnReturn: false });
    return await formOf(eventsOf(chunks, boundary[1] ?? boundary[2] ?? ""), limits, shelf);
  } catch (error) {
    await shelf.clear();
    abandon(request, content);
    throw error instanceof HttpError ? error : malformed();
  }
}

const malformed = (): HttpError => new HttpError(400, "MALFORMED_FORM", "The body is no multipart form.");

type PartEvent =
  | { readonly kind: "part"; readonly head: string }
  | { readonly kind: "data"; readonly bytes: Buffer }
  | { readonly kind: "outside"; readonly length: number }
  | { readonly kind: "end" };

interface Reading {
  readonly state: "before" | "head" | "data" | "after";
  readonly rest: Buffer;
  readonly event?: PartEvent;
}

const LONGEST_HEAD = 16_384;

/** What stands in a form, in order. Error: 400 for one that does not end. */
async function* eventsOf(chunks: AsyncIterable<Buffer>, boundary: string): AsyncGenerator<PartEvent> {
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  let reading: Reading = { state: "before", rest: Buffer.from("\r\n") };
  for await (const chunk of chunks) {
    reading = { state: reading.state, rest: Buffer.concat([reading.rest, chunk]) };
    for (let next = step(reading, delimiter); next !== undefined; next = step(reading, delimiter)) {
      reading = next;
      if (next.event !== undefined) yield next.event;
    }
  }
  if (reading.state !== "after") throw malformed();
}

/** The next thing that is whole; undefined when more bytes are needed. */
function step({ state, rest }: Reading, delimiter: Buffer): Reading | undefined {
  if (state === "after") return rest.length === 0 ? undefined : { state, rest: NOTHING, event: outside(rest.length) };
  if (state === "head") return headOf(rest);
  const at = rest.indexOf(delimiter);
  if (at === 0) return boundaryOf(state, rest, delimiter);
  const length = at > 0 ? at : rest.length - delimiter.length;
  if (length <= 0) return undefined;
  const event = state === "before" ? outside(length) : ({ kind: "data", bytes: rest.subarray(0, length) } as const);
  return { state, rest: rest.subarray(length), event };
}

const NOTHING = Buffer.alloc(0);
const outside = (length: number): PartEvent => ({ kind: "outside", length });

function boundaryOf(state: "before" | "data", rest: Buffer, delimiter: Buffer): Reading | undefined {
  const end = rest.indexOf("\r\n", delimiter.length);
  const isLast = rest.toString("latin1", delimiter.length, delimiter.length + 2) === "--";
  if (end < 0 && !isLast && rest.length > LONGEST_HEAD) throw malformed();
  if (end < 0 && !isLast) return undefined;
  const event = state === "data" ? ({ event: { kind: "end" } } as const) : {};
  if (isLast) return { state: "after", rest: rest.subarray(delimiter.length + 2), ...event };
  return { state: "head", rest: rest.subarray(end), ...event };
}

function headOf(rest: Buffer): Reading | undefined {
  const end = rest.indexOf("\r\n\r\n");
  if (end > LONGEST_HEAD || (end < 0 && rest.length > LONGEST_HEAD)) throw malformed();
  if (end < 0) return undefined;
  return { state: "data", rest: rest.subarray(end + 4), event: { kind: "part", head: rest.toString("utf8", 2, end) } };
}

interface Part {
  readonly name: string;
  /** Undefined for a field. */
  readonly filename: string | undefined;
  readonly type: string;
}

function partOf(head: string): Part {
  const [, disposition = ""] = /^content-disposition:(.*)$/im.exec(head) ?? [];
  const [, type = ""] = /^content-type:\s*(.*?)\s*$/im.exec(head) ?? [];
  const name = parameterOf(disposition, "name");
  if (name === undefined) throw malformed();
  return { name, filename: parameterOf(disposition, "filename"), type };
}

/** Browsers write a quote as %22 and a line break as %0D%0A; others put a backslash before a quote. */
function parameterOf(disposition: string, name: string): string | undefined {
  const found = new RegExp(`;\\s*${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\s]+))`, "i").exec(disposition);
  const text = found?.[1] ?? found?.[2];
  return text?.replace(/\\(["\\])/g, "$1").replace(/%(22|0D|0A)/gi, (escape) => decodeURIComponent(escape));
}

const MOST_PARTS = 1_000;

async function formOf(events: AsyncIterable<PartEvent>, limits: FormLimits, shelf: Shelf): Promise<FormData> {
  const form = new FormData();
  const left = { fields: limits.fields, files: limits.files, parts: MOST_PARTS };
  let part: Part | undefined;
  let store = shelf.store();
  for await (const event of events) {
    if (event.kind === "part") {
      part = partOf(event.head);
      store = shelf.store();
      if ((left.parts -= 1) < 0)
        throw new HttpError(413, "PAYLOAD_TOO_LARGE", `The form has over ${MOST_PARTS} parts.`);
    } else if (event.kind === "outside") {
      if ((left.fields -= event.length) < 0) throw tooLarge(limits.fields);
    } else if (event.kind === "data") {
      const kind = part?.filename === undefined ? "fields" : "files";
      if ((left[kind] -= event.bytes.length) < 0) throw tooLarge(limits[kind]);
      await store.write(event.bytes);
    } else if (part !== undefined) {
      form.append(part.name, part.filename === undefined ? await store.text() : await store.file(part));
    }
  }
  return form;
}

interface Store {
  write(bytes: Buffer): Promise<void>;
  text(): Promise<string>;
  file(part: Part): Promise<File>;
}

/** Where the parts of one form are kept. */
interface Shelf {
  store(): Store;
  /** Deletes what is there; nothing comes to it any more. */
  clear(): Promise<void>;
}

interface Kept {
  readonly handle: FileHandle;
  readonly path: string;
}

/** Up to here a part stays in memory. */
const IN_MEMORY = 65_536;

function createShelf(): Shelf {
  const files: Promise<Kept>[] = [];
  let folder: Promise<string> | undefined;
  let isCleared = false;
  const fileAt = async (number: number): Promise<Kept> => {
    folder ??= mkdtemp(join(tmpdir(), "upload-"));
    const path = join(await folder, String(number));
    return { handle: await open(path, "wx", 0o600), path };
  };
  const onDisk = (): Promise<Kept> => {
    // The client can leave while a part is still being written, or unpacked.
    if (isCleared) throw malformed();
    const file = fileAt(files.length);
    files.push(file);
    return file;
  };
  return {
    store: () => createStore(onDisk),
    async clear() {
      isCleared = true;
      await Promise.allSettled(files.map(async (file) => (await file).handle.close()));
      // Nobody is left who could be told that the system did not delete a temporary folder.
      await folder?.then((path) => rm(path, { recursive: true, force: true })).catch(() => undefined);
    },
  };
}

function createStore(onDisk: () => Promise<Kept>): Store {
  const chunks: Buffer[] = [];
  let length = 0;
  let disk: Kept | undefined;
  const content = async () => {
    if (disk === undefined) return Buffer.concat(chunks);
    await disk.handle.close();
    return openAsBlob(disk.path);
  };
  return {
    async write(bytes) {
      length += bytes.length;
      chunks.push(bytes);
      if (length <= IN_MEMORY) return;
      disk ??= await onDisk();
      await disk.handle.appendFile(Buffer.concat(chunks.splice(0)));
    },
    async text() {
      const all = await content();
      return all instanceof Blob ? all.text() : all.toString();
    },
    file: async ({ filename = "", type }) => new File([await content()], filename, { type }),
  };
}
