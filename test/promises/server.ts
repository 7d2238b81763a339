import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A small real API that the promised load lines are sent to. */
export interface TargetApi extends AsyncDisposable {
  readonly origin: string;
  /** Requests seen, by `METHOD path`. */
  readonly seen: ReadonlyMap<string, number>;
}

export async function startTargetApi(): Promise<TargetApi> {
  const seen = new Map<string, number>();
  const server = createServer((request, response) => {
    const name = `${request.method} ${request.url}`;
    seen.set(name, (seen.get(name) ?? 0) + 1);
    let body = "";
    request.setEncoding("utf8").on("data", (chunk: string) => (body += chunk));
    request.on("end", () =>
      answer(name, body, (status, text) =>
        response.writeHead(status, { "content-type": "application/json", ...(status === 429 ? LIMIT : {}) }).end(text),
      ),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { origin: originOf(server), seen, [Symbol.asyncDispose]: () => close(server) };
}

const LOGINS_ALLOWED = 100;
const LIMIT = { "retry-after": "900", ratelimit: '"login";r=0;t=900', "ratelimit-policy": '"login";q=100;w=900' };
let logins = 0;

/** A body without a valid e-mail address is refused, as an API with validation does; too many logins are, too. */
function answer(name: string, body: string, send: (status: number, text: string) => void): void {
  if (name.endsWith(" /login")) logins += 1;
  if (name.endsWith(" /login") && logins > LOGINS_ALLOWED) send(429, '{"error":{"code":"RATE_LIMITED"}}');
  else if (name.startsWith("POST /users") && body.includes("not-an-email"))
    send(400, '{"error":{"code":"VALIDATION_ERROR"}}');
  else send(name.startsWith("POST") ? 201 : 200, '{"data":[]}');
}

function originOf(server: Server): string {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return `http://127.0.0.1:${address.port}`;
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
