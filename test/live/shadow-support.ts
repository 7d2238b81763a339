// A server with the shop of shadow-truth as a template, and copies of it to measure on.
import type { Session } from "../../src/catalog/index.ts";
import type { DatabaseServer } from "../../src/command/index.ts";
import { fillSentinels, type Sentinels, type ShadowSessions } from "../../src/diff/shadow/index.ts";
import { databases, engines } from "./embedded-support.ts";
import { ROLES, SCHEMA } from "./shadow-truth/schema.ts";

export interface ShadowServer extends AsyncDisposable {
  readonly sentinels: Sentinels;
  /** A shadow of its own; `single` as on a server with one session. */
  shadow(how?: { readonly single?: boolean }): Promise<ShadowSessions & AsyncDisposable>;
  /** An empty database. */
  empty(): Promise<Session>;
}

/** Majors of the two servers that measured the truth, as far as this machine has them. */
export async function truthMajors(): Promise<readonly number[]> {
  const majors = new Set(
    (await engines().available()).filter(({ kind }) => kind !== "pglite").map(({ major }) => major),
  );
  return [15, 18].filter((major) => majors.has(major));
}

export async function startShadowServer(major: number): Promise<ShadowServer> {
  const server = await engines().start({ major, settings: { autovacuum: "off", fsync: "off" } });
  const sentinels = await makeTemplate(server);
  let count = 0;
  const copied = async (template: string): Promise<string> => {
    count += 1;
    await using session = await databases.open({ url: server.url() });
    await session.script(`create database copy_${count} template ${template}`);
    return server.url(`copy_${count}`);
  };
  return {
    sentinels,
    shadow: async ({ single = false } = {}) => {
      const url = await copied("shop");
      const runner = await databases.open({ url });
      await runner.script("set timezone = 'UTC'");
      return {
        runner,
        openWatcher: single ? null : () => databases.open({ url }),
        [Symbol.asyncDispose]: () => runner[Symbol.asyncDispose](),
      };
    },
    empty: async () => databases.open({ url: await copied("template1") }),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

async function makeTemplate(server: DatabaseServer): Promise<Sentinels> {
  await using session = await databases.open({ url: await server.createDatabase("shop") });
  await session.script(ROLES);
  await session.script(SCHEMA);
  return await fillSentinels(session);
}
