import { after } from "node:test";
import { createApp } from "../app.js";
import { pool } from "../database/db.js";
import { handlers } from "../routes/index.js";

/** Tests need a database: without DATABASE_URL they are skipped. */
export const options = { skip: process.env["DATABASE_URL"] === undefined ? "DATABASE_URL is not set" : false };

// Whom the tests act for: TEST_PRINCIPAL, a principal of policy.ts as JSON.
const principal: unknown = JSON.parse(process.env["TEST_PRINCIPAL"] ?? '{"role":"admin"}');
const security = { bearerAuth: ({ token }: { readonly token: string }) => (token === "test" ? principal : undefined) };
const app = createApp(handlers, { security });

after(async () => {
  await app.close();
  await pool.end();
});

interface Answered {
  readonly status: number;
  readonly body: { readonly data: readonly unknown[]; readonly meta: { readonly nextCursor: string | null } };
}

/** Sends a GET and reads the answer. */
export async function ask(url: string, headers: Record<string, string> = { authorization: "Bearer test" }) {
  const answer = await app.inject({ url, headers });
  return { status: answer.statusCode, body: answer.json() } as Answered;
}
