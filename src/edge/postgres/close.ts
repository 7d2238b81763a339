import type { Client } from "pg";
import { connect, type Plan } from "./connect.ts";
import type { Endpoint } from "./endpoints.ts";

const LIMIT_MS = 2_000;

/** Says goodbye. A peer that vanished never answers it: then the socket is closed from our side. */
export async function closeClient(client: Client): Promise<void> {
  await withinLimit(client.end().catch(() => undefined));
  client.connection.stream.destroy();
}

/**
 * Ends a backend that is in the middle of a statement: a server notices that its client is gone only when it has something
 * to say. By a second login, because the protocol's own cancel request would be neither encrypted nor checked.
 */
export async function cancelBackend(plan: Plan, endpoint: Endpoint, pid: number): Promise<void> {
  await withinLimit(terminate(plan, endpoint, pid).catch(() => undefined));
}

async function terminate(plan: Plan, endpoint: Endpoint, pid: number): Promise<void> {
  const client = await connect({ ...plan, session: {} }, endpoint);
  try {
    await client.query("select pg_terminate_backend($1)", [pid]);
  } finally {
    await client.end();
  }
}

async function withinLimit(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, LIMIT_MS);
  });
  await Promise.race([work, limit]);
  clearTimeout(timer);
}
