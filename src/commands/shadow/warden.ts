import type { DatabaseServer, Login, World } from "../../command/index.ts";

const APPLICATION = { applicationName: "backwright shadow" };

/** Hexadecimal: it stands in statements and URLs as it is. */
export const secret = (world: World): string => Buffer.from(world.random.bytes(12)).toString("hex");

/**
 * Makes a superuser under a name that no target has, in the place of the server's first role: `postgres` is then free to be a role
 * without rights, as which a target's objects can be owned. From here on `url` and `createDatabase` of the server answer nothing.
 */
export async function appointWarden(world: World, server: DatabaseServer): Promise<Login> {
  const warden = { user: `backwright_${secret(world)}`, password: secret(world) };
  {
    await using first = await world.databases.open({ url: server.url() }, APPLICATION);
    await first.query(`CREATE ROLE ${warden.user} LOGIN SUPERUSER PASSWORD '${warden.password}'`);
  }
  await using session = await world.databases.open({ url: server.url("postgres", warden) }, APPLICATION);
  await session.query(`ALTER ROLE postgres RENAME TO backwright_${secret(world)}`);
  return warden;
}
