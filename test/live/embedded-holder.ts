// Run by tests as another process: starts a server, keeps a backend busy, tells where all is, then does as it is told.
import { databases, engines, whereabouts } from "./embedded-support.ts";

const words = JSON.parse(process.argv[2] ?? "{}") as { next: string; data?: string; cache?: string };
const server = await engines(words.cache).start(words.data === undefined ? {} : { data: words.data });
const session = await databases.open({ url: server.url() });
const where = await whereabouts(session);
// A busy backend does not notice by itself that its postmaster is gone.
session.script("do $$ begin loop end loop; end $$").catch(() => undefined);
process.stdout.write(`${JSON.stringify({ url: server.url(), where })}\n`, () => {
  if (words.next === "exit") process.exit(0);
  if (words.next === "throw") throw new Error("as told");
});
if (words.next === "wait") setInterval(() => undefined, 60_000);
