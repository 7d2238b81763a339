import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { ServedAnswer, ServedRequest, ServeOptions, WebServer } from "../../command/index.ts";
import { errors, isRecord } from "../../kit/index.ts";

/** An HTTP server of which only answers are known. */
export async function serveHttp(options: ServeOptions): Promise<WebServer> {
  const server = createServer((request, response) => {
    void answer(request, response, options);
  });
  const port = await listening(server, options);
  return { host: options.host, port, [Symbol.asyncDispose]: () => close(server) };
}

function listening(server: Server, { host, port }: ServeOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause) => reject(notListening({ host, port }, cause)));
    server.listen(port, host, () => {
      const address: unknown = server.address();
      resolve(isRecord(address) && typeof address["port"] === "number" ? address["port"] : port);
    });
  });
}

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: "another program listens there",
  EACCES: "this user may not listen there",
  EADDRNOTAVAIL: "this machine has no such address",
  ENOTFOUND: "the host name is not known",
};

function notListening({ host, port }: Pick<ServeOptions, "host" | "port">, cause: NodeJS.ErrnoException): Error {
  const reason = REASONS[cause.code ?? ""] ?? cause.message;
  return errors.process.webNotListening({ address: `${host}:${port}`, reason }, cause);
}

async function answer(request: IncomingMessage, response: ServerResponse, options: ServeOptions): Promise<void> {
  try {
    const body = await bodyOf(request, options.bodyLimitBytes);
    const tooLong = { status: 413, headers: { connection: "close" }, text: undefined };
    write(response, body === undefined ? tooLong : await options.answer(served(request, body)));
  } catch (cause) {
    // A client that goes away while it sends is not waiting for an answer.
    if (response.destroyed || request.destroyed) return;
    const message = cause instanceof Error ? cause.message : String(cause);
    write(response, { status: 500, headers: { "content-type": "text/plain; charset=utf-8" }, text: message });
  }
}

/** Undefined when there is more of it than allowed. */
async function bodyOf(request: AsyncIterable<unknown>, limit: number): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    length += chunk.length;
    if (length > limit) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function served({ method = "GET", url = "/", headers }: IncomingMessage, body: Uint8Array): ServedRequest {
  const at = url.includes("?") ? url.indexOf("?") : url.length;
  const joined = Object.entries(headers).map(
    ([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value] as const,
  );
  return { method, path: url.slice(0, at), query: url.slice(at + 1), headers: Object.fromEntries(joined), body };
}

const NAME = /^[!#$%&'*+.^`|~\w-]+$/;
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

function write(response: ServerResponse, { status, headers, text }: ServedAnswer): void {
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers))
    if (NAME.test(name) && VALUE.test(value)) response.setHeader(name, value);
  response.end(text);
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
