// Multipart forms as they arrive: fields in memory, files on disk as soon as they are large, each under its limit.
import type { IncomingMessage, ServerResponse } from "node:http";
import { openAsBlob } from "node:fs";
import { mkdtemp, open, rm, type FileHandle } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { contentOf, tooLarge } from "./bytes.js";
import { HttpError } from "./http-error.js";

export interface FormLimits {
  /** Bytes of all fields together. */
  readonly fields: number;
  /** Bytes of all files together. */
  readonly files: number;
}

/** The parts of a form. Files that went to disk are deleted when the answer has been sent. Errors: 400, 413, 415. */
export async function readForm(
  request: IncomingMessage,
  limits: FormLimits,
  response: ServerResponse | undefined,
): Promise<FormData> {
  const boundary = /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(request.headers["content-type"] ?? "");
  if (boundary === null) throw malformed();
  const content = contentOf(request, (request.headers["content-encoding"] ?? "identity").toLowerCase());
  const shelf = createShelf();
  response?.once("close", shelf.clear);
  try {
    const chunks: AsyncIterable<Buffer> = content.iterator({ destroyOnReturn: false });
    return await formOf(eventsOf(chunks, boundary[1] ?? boundary[2] ?? ""), limits, shelf);
  } catch (error) {
    await shelf.clear();
    // What is still to come is thrown away, so that the answer reaches the client.
    if (content !== request) request.unpipe();
    request.resume();
    throw error instanceof HttpError ? error : malformed();
  }
}

const malformed = (): HttpError => new HttpError(400, "MALFORMED_FORM", "The body is no multipart form.");

type PartEvent =
  | { readonly kind: "part"; readonly head: string }
  | { readonly kind: "data"; readonly bytes: Buffer }
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
  if (state === "after") return undefined;
  if (state === "head") return headOf(rest);
  const at = rest.indexOf(delimiter);
  if (at === 0) return boundaryOf(state, rest, delimiter);
  const length = at > 0 ? at : rest.length - delimiter.length;
  if (length <= 0) return undefined;
  const after = { state, rest: rest.subarray(length) };
  return state === "before" ? after : { ...after, event: { kind: "data", bytes: rest.subarray(0, length) } };
}

function boundaryOf(state: "before" | "data", rest: Buffer, delimiter: Buffer): Reading | undefined {
  const end = rest.indexOf("\r\n", delimiter.length);
  const isLast = rest.toString("latin1", delimiter.length, delimiter.length + 2) === "--";
  if (end < 0 && !isLast && rest.length > LONGEST_HEAD) throw malformed();
  if (end < 0 && !isLast) return undefined;
  const event = state === "data" ? ({ event: { kind: "end" } } as const) : {};
  if (isLast) return { state: "after", rest: Buffer.alloc(0), ...event };
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
  clear(): Promise<void>;
}

/** Up to here a part stays in memory. */
const IN_MEMORY = 65_536;

function createShelf(): Shelf {
  const handles: FileHandle[] = [];
  let folder: Promise<string> | undefined;
  const onDisk = async (): Promise<{ readonly handle: FileHandle; readonly path: string }> => {
    folder ??= mkdtemp(join(tmpdir(), "upload-"));
    const path = join(await folder, String(handles.length));
    const handle = await open(path, "wx", 0o600);
    handles.push(handle);
    return { handle, path };
  };
  return {
    store: () => createStore(onDisk),
    async clear() {
      await Promise.allSettled(handles.splice(0).map((handle) => handle.close()));
      if (folder !== undefined) await rm(await folder, { recursive: true, force: true });
    },
  };
}

function createStore(onDisk: () => Promise<{ readonly handle: FileHandle; readonly path: string }>): Store {
  const chunks: Buffer[] = [];
  let length = 0;
  let disk: Awaited<ReturnType<typeof onDisk>> | undefined;
  return {
    async write(bytes) {
      length += bytes.length;
      chunks.push(bytes);
      if (length <= IN_MEMORY) return;
      disk ??= await onDisk();
      await disk.handle.appendFile(Buffer.concat(chunks.splice(0)));
    },
    text: async () =>
      (disk === undefined ? Buffer.concat(chunks) : await (await openAsBlob(disk.path)).text()).toString(),
    async file({ filename = "", type }) {
      const bytes = disk === undefined ? Buffer.concat(chunks) : await openAsBlob(disk.path);
      return new File([bytes], filename, { type });
    },
  };
}
