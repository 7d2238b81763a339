import type { Session } from "../../catalog/index.ts";
import type { DatabaseServer, Login, World } from "../../command/index.ts";
import { quoteIdentifier, quoteLiteral } from "../../sql/index.ts";
import type { RoleFacts } from "./source.ts";
import { appointWarden, secret } from "./warden.ts";

export const DATABASE = "shadow";
const APPLICATION = { applicationName: "backwright shadow" };

/** Who works on a shadow. */
export interface People {
  /** A superuser under a name that no target has; runs nothing of a stranger's. */
  readonly warden: Session;
  /** The target's role, here without a superuser's rights: whatever is a stranger's runs as it. */
  readonly runner: Login;
}

/**
 * Makes the target's roles without any right, and an empty database that belongs to the one who will run the statements. The
 * server's first role gives up its name, which dumps and scripts use for the target's own.
 */
export async function makePeople(
  world: World,
  server: DatabaseServer,
  { role, roles }: { readonly role: string; readonly roles: readonly RoleFacts[] },
): Promise<People> {
  const warden = await appointWarden(world, server);
  const runner = { user: role, password: secret(world) };
  {
    await using session = await world.databases.open({ url: server.url("postgres", warden) }, APPLICATION);
    await makeRoles(session, runner, roles);
    await session.script(`CREATE DATABASE ${DATABASE} OWNER ${name(role)}`);
  }
  return { warden: await world.databases.open({ url: server.url(DATABASE, warden) }, APPLICATION), runner };
}

const name = (role: string): string => quoteIdentifier(role, "postgresql");

async function makeRoles(session: Session, { user, password }: Login, roles: readonly RoleFacts[]): Promise<void> {
  const others = roles.filter((role) => role.name !== user);
  await session.script(`CREATE ROLE ${name(user)} LOGIN PASSWORD ${quoteLiteral(password, "postgresql")}`);
  for (const role of others) await session.script(`CREATE ROLE ${name(role.name)}`);
  const known = new Set([user, ...others.map((role) => role.name)]);
  for (const role of others)
    for (const group of role.memberOf)
      if (known.has(group) && group !== user) await session.script(`GRANT ${name(group)} TO ${name(role.name)}`);
  // A member of all of them, so that it may give each its objects; they are strangers' names without any right.
  for (const role of others) await session.script(`GRANT ${name(role.name)} TO ${name(user)} WITH ADMIN OPTION`);
}
