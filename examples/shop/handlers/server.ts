import { createHash, timingSafeEqual } from "node:crypto";
import { createApp } from "./app.js";
import { pool } from "./database.js";
import { handlers } from "./routes/index.js";

const port = Number(process.env["PORT"] ?? 3000);
const host = process.env["HOST"] ?? "localhost";

const app = createApp(handlers, {
  security: { adminKey: ({ key }) => (isAdminKey(key) ? { role: "admin" } : undefined) },
});

const server = app.listen(port, host, () => console.log(`The shop is open on http://${host}:${port}`));

process.once("SIGINT", close);
process.once("SIGTERM", close);

/** Answers what is under way, then lets go of the database; the process ends by itself. */
function close(): void {
  server.close(() => void pool.end());
  server.closeIdleConnections();
}

/** Without ADMIN_KEY nobody is let in. The comparison takes the same time for every wrong key. */
function isAdminKey(key: string): boolean {
  const expected = process.env["ADMIN_KEY"];
  return expected !== undefined && timingSafeEqual(digest(key), digest(expected));
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
