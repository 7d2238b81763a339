import type { ConnectionOptions } from "node:tls";
import { errors } from "../../kit/index.ts";
import { libpqFile, readIfThere, type PostgresEnvironment } from "./environment.ts";
import type { Settings } from "./settings.ts";

/** One way to try a connection: with TLS or without. */
export type Encryption = "none" | ConnectionOptions;

/**
 * The ways to try, in order, by libpq's meaning of `sslmode`
 * (https://www.postgresql.org/docs/current/libpq-ssl.html): `require` encrypts and checks the certificate only when a
 * root certificate is at hand. `pg` itself reads `require` as `verify-full` today, so its own reading is not used.
 * One difference: `verify-full` without a root certificate file trusts Node's certificate authorities, where libpq refuses.
 */
export async function encryptionsOf(
  settings: Settings,
  environment: PostgresEnvironment,
): Promise<readonly Encryption[]> {
  const mode = settings["sslrootcert"] === "system" ? "verify-full" : (settings["sslmode"] ?? "prefer");
  switch (mode) {
    case "disable":
      return ["none"];
    case "allow":
      return ["none", await clientSide(settings, environment, UNVERIFIED)];
    case "prefer":
      return [await clientSide(settings, environment, UNVERIFIED), "none"];
    case "no-verify":
      return [await clientSide(settings, environment, UNVERIFIED)];
    case "require":
    case "verify-ca":
    case "verify-full":
      return [await clientSide(settings, environment, await verification(mode, settings, environment))];
    default:
      throw errors.database.badUrl({ url: `sslmode=${mode}`, reason: `sslmode is one of ${MODES.join(", ")}` });
  }
}

const MODES: readonly string[] = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"];
const UNVERIFIED: ConnectionOptions = { rejectUnauthorized: false };

async function verification(
  mode: "require" | "verify-ca" | "verify-full",
  settings: Settings,
  environment: PostgresEnvironment,
): Promise<ConnectionOptions> {
  const named = settings["sslrootcert"];
  if (named === "system") return {};
  const path = named ?? libpqFile(environment, "root.crt");
  const ca = await readIfThere(path);
  if (ca !== undefined) return mode === "verify-full" ? { ca } : { ca, checkServerIdentity: () => undefined };
  if (mode === "require" && named === undefined) return UNVERIFIED;
  if (mode === "verify-full" && named === undefined) return {};
  throw errors.file.missing({ path });
}

/** The client's own certificate, where there is one. */
async function clientSide(
  settings: Settings,
  environment: PostgresEnvironment,
  options: ConnectionOptions,
): Promise<ConnectionOptions> {
  const cert = await readIfThere(settings["sslcert"] ?? libpqFile(environment, "postgresql.crt"));
  const key = await readIfThere(settings["sslkey"] ?? libpqFile(environment, "postgresql.key"));
  return cert === undefined || key === undefined ? options : { ...options, cert, key };
}
