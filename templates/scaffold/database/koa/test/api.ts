import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { after } from "node:test";
import { createApp } from "../app.js";
import { pool } from "../database/db.js";
import { handlers } from "../routes/index.js";

/** Tests need a database: without DATABASE_URL they are skipped. */
export const options = { skip: process.env["DATABASE_URL"] === undefined ? "DATABASE_URL is not set" : false };

// Whom the tests act for: TEST_PRINCIPAL, a principal of policy.ts as JSON.
const principal: unknown = JSON.parse(process.env["TEST_PRINCIPAL"] ?? '{"role":"admin"}');
const security = { bearerAuth: ({ token }: { readonly token: string }) => (token === "test" ? principal : undefined) };
const server = createApp(handlers, { security }).listen(0, "127.0.0.1");

after(async () => {
  server.closeAllConnections();
  server.close();
  await pool.end();
});

interface Answered {
  readonly status: number;
  readonly body: { readonly data: readonly unknown[]; readonly meta: { readonly nextCursor: string | null } };
}

/** Sends a GET and reads the answer. */
export async function ask(path: string, headers: Record<string, string> = { authorization: "Bearer test" }) {
  if (!server.listening) await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers });
  return { status: answer.status, body: await answer.json() } as Answered;
}
