import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { Keeper, type Request } from "./keeper/index.ts";
import type { Owner } from "./owner.ts";
import { temporaryRoot } from "./places.ts";
import { programEnvironment, programFile, type Programs } from "./programs.ts";

/** A keeper with its temporary folder, before a server runs in it. */
export interface Hold {
  readonly keeper: Keeper;
  readonly token: string;
  readonly owner: Owner | undefined;
  readonly programs: Programs;
  /** The private temporary folder: lock, log, socket, and the data when they are not kept. */
  readonly folder: string;
  readonly data: string;
  readonly isKept: boolean;
  readonly env: Readonly<Record<string, string>>;
}

export interface HoldWish {
  readonly programs: Programs;
  readonly owner: Owner | undefined;
  /** A folder that keeps the data. */
  readonly data: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Starts a keeper and has it clear what killed ones have left, then make the folder of this server. */
export async function takeHold(wish: HoldWish): Promise<Hold> {
  const { programs, owner } = wish;
  const token = freshToken();
  const keeper = new Keeper(token, programEnvironment(wish.env));
  try {
    const parent = await temporaryRoot(wish.env, owner);
    await keeper.ask({ do: "sweep", parent });
    keeper.onLost(() => void sweepAgain(parent, wish.env));
    const folder = String(await keeper.ask({ do: "folder", parent, data: wish.data, open: owner !== undefined }));
    const env = programEnvironment(wish.env, programs.libraries);
    const data = wish.data ?? join(folder, "data");
    return { keeper, token, owner, programs, folder, data, isKept: wish.data !== undefined, env };
  } catch (cause) {
    await keeper[Symbol.asyncDispose]();
    throw cause;
  }
}

/** Another keeper ends and removes what a killed one held. If we are gone too, the next start does it. */
async function sweepAgain(parent: string, env: HoldWish["env"]): Promise<void> {
  await using keeper = new Keeper(freshToken(), programEnvironment(env));
  await keeper.ask({ do: "sweep", parent }).catch(() => undefined);
}

const freshToken = (): string => `bw_${randomBytes(8).toString("hex")}`;

/** A request that runs one of the programs on a data directory. */
export function programRequest(
  hold: Hold,
  what: { readonly do: string; readonly program: string; readonly data: string; readonly args: readonly string[] },
): Request {
  return {
    do: what.do,
    file: programFile(hold.programs.folder, what.program),
    args: what.args,
    data: what.data,
    env: hold.env,
    owner: hold.owner,
    log: join(hold.folder, "log"),
  };
}
