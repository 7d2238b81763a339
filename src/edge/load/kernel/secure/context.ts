import { createPrivateKey } from "node:crypto";
import { isIP } from "node:net";
import { DEFAULT_CIPHERS, DEFAULT_MAX_VERSION, DEFAULT_MIN_VERSION } from "node:tls";
import { errors } from "../../../../kit/index.ts";
import type { LoadPlan, TlsSettings } from "../../../../load/sending/index.ts";
import { alpnOf, secureContextOf } from "../../dial/index.ts";
import type { Openssl } from "../libc/index.ts";
import { certificatesIn, trustedByDefault } from "./authorities.ts";
import { CONTROL, MODE, VERIFY, VERSIONS, WHOLE_WILDCARDS } from "./constants.ts";
import { putText, showBytes, showPointed, type Paper } from "./paper.ts";
import { identityOf } from "./server-name.ts";

/** A context that is being made. */
interface Making {
  readonly openssl: Openssl;
  readonly paper: Paper;
  readonly context: number;
}

/** An SSL_CTX that says, shows and checks what a plan wants. Error: `load-bad-tls`. */
export function newContext(openssl: Openssl, paper: Paper, plan: LoadPlan): number {
  // Node reads certificates and keys first: what it has to say about them is said in one way on all transports.
  const { ca, cert, key } = plan.tls;
  if (ca !== undefined || cert !== undefined || key !== undefined) secureContextOf(plan.tls);
  openssl.clearErrors();
  const making = { openssl, paper, context: openssl.contextNew(openssl.clientMethod()) };
  try {
    must(making, "a TLS context", making.context);
    agree(making, plan);
    trust(making, plan);
    identify(making, plan.tls);
    return making.context;
  } catch (error) {
    openssl.contextFree(making.context);
    throw error;
  }
}

/** Versions, ciphers and protocols, as Node would offer them. */
function agree(making: Making, plan: LoadPlan): void {
  const { openssl, context, paper } = making;
  const modes =
    MODE.partialWrite | MODE.movingBuffer | MODE.autoRetry | (plan.concurrency > MANY ? MODE.releaseBuffers : 0);
  openssl.contextControl(context, CONTROL.mode, modes, 0);
  must(making, "versions", openssl.contextControl(context, CONTROL.minimum, VERSIONS[DEFAULT_MIN_VERSION] ?? 0, 0));
  must(making, "versions", openssl.contextControl(context, CONTROL.maximum, VERSIONS[DEFAULT_MAX_VERSION] ?? 0, 0));
  const ciphers = DEFAULT_CIPHERS.split(":");
  const isSuite = (name: string): boolean => name.startsWith("TLS_");
  const suites = ciphers.filter(isSuite).join(":");
  must(making, "cipher suites", openssl.contextSuites(context, putText(paper.page, suites)));
  const list = ciphers.filter((name) => !isSuite(name)).join(":");
  if (list !== "") must(making, "ciphers", openssl.contextCiphers(context, putText(paper.page, list)));
  const offer = Buffer.concat(alpnOf(plan).map((name) => Buffer.from(`${String.fromCharCode(name.length)}${name}`)));
  // Alone among these, it answers 0 for success.
  must(making, "ALPN", 1 - showBytes(paper, offer, (address) => openssl.contextAlpn(context, address, offer.length)));
}

// So many connections would keep 35 KB each for their next record.
const MANY = 500;

/** Who may vouch for the server, and for whom. */
function trust(making: Making, plan: LoadPlan): void {
  const { openssl, context, paper } = making;
  openssl.contextVerify(context, plan.tls.verify ? VERIFY.peer : VERIFY.none, 0);
  if (!plan.tls.verify) return;
  const { ca } = plan.tls;
  if (ca === undefined && process.execArgv.includes("--use-openssl-ca")) openssl.defaultPaths(context);
  const store = openssl.contextStore(context);
  const trusted = ca === undefined ? trustedByDefault() : certificatesIn(ca);
  for (const der of trusted) withCertificate(making, der, (certificate) => openssl.storeAdd(store, certificate));
  const identity = identityOf(plan);
  const parameters = openssl.contextParameters(context);
  openssl.checkFlags(parameters, WHOLE_WILDCARDS);
  const text = putText(paper.page, identity.split("%")[0] ?? identity);
  const isAddress = isIP(identity) !== 0;
  must(making, "the name", isAddress ? openssl.checkAddress(parameters, text) : openssl.checkHost(parameters, text, 0));
}

/** The client's own certificate, with those that vouch for it, and its key. */
function identify(making: Making, { cert, key, passphrase }: TlsSettings): void {
  const { openssl, context, paper } = making;
  if (cert === undefined || key === undefined) return;
  const [own, ...others] = certificatesIn(cert);
  if (own === undefined) throw errors.loadConnect.badTls({ reason: "there is no PEM in it" });
  const use = (certificate: number): number => openssl.contextCertificate(context, certificate);
  must(making, "the certificate", withCertificate(making, own, use));
  const add = (certificate: number): number =>
    openssl.contextControl(context, CONTROL.chainCertificate, 1, certificate);
  for (const other of others) must(making, "the certificate's chain", withCertificate(making, other, add));
  const wish = { key, ...(passphrase === undefined ? {} : { passphrase }) };
  const der = createPrivateKey(wish).export({ type: "pkcs8", format: "der" });
  const read = showPointed(paper, der, (place) => openssl.readKey(0, place, der.length));
  der.fill(0);
  must(making, "the key", read);
  const used = openssl.contextKey(context, read);
  openssl.freeKey(read);
  must(making, "the key", used);
}

/** Reads a certificate, lends it to a function, and lets go of it. */
function withCertificate({ openssl, paper }: Making, der: Uint8Array, use: (certificate: number) => number): number {
  const certificate = showPointed(paper, der, (place) => openssl.readCertificate(0, place, der.length));
  if (certificate === 0) return 0;
  const result = use(certificate);
  openssl.freeCertificate(certificate);
  return result;
}

function must({ openssl }: Making, what: string, result: number): void {
  if (result > 0) return;
  const reason = openssl.errorText(openssl.lastError()) ?? "OpenSSL gives no reason";
  openssl.clearErrors();
  throw errors.loadConnect.badTls({ reason: `${what}: ${reason}` });
}
