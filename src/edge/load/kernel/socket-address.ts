import { isIP } from "node:net";
import { networkInterfaces } from "node:os";
import { linux } from "./libc/index.ts";

const LONGEST_PATH = 107;

/** Where to connect to: a numeric address with a port, or the path of a Unix socket. */
export type Endpoint = { readonly address: string; readonly port: number } | { readonly path: string };

/** The bytes of `struct sockaddr_in`, `sockaddr_in6` or `sockaddr_un`; undefined for what is none of them. */
export function socketAddress(endpoint: Endpoint): Uint8Array | undefined {
  if ("path" in endpoint) return unixAddress(endpoint.path);
  const { address, port } = endpoint;
  const version = isIP(address);
  if (version === 4) return internetAddress(address, port);
  return version === 6 ? internetAddress6(address, port) : undefined;
}

export const familyOf = (address: Uint8Array): number => new DataView(address.buffer).getUint16(0, true);

function unixAddress(path: string): Uint8Array | undefined {
  const name = Buffer.from(path, "utf8");
  if (name.length === 0 || name.length > LONGEST_PATH) return undefined;
  const { bytes } = withFamily(linux.AF_UNIX, 3 + name.length);
  bytes.set(name, 2);
  // A leading @ is how people write the NUL of Linux's abstract sockets, whose name does not end with one.
  if (name[0] !== 64) return bytes;
  bytes[2] = 0;
  return bytes.slice(0, -1);
}

function internetAddress(address: string, port: number): Uint8Array {
  const { bytes, view } = withFamily(linux.AF_INET, 16);
  view.setUint16(2, port);
  bytes.set(address.split(".").map(Number), 4);
  return bytes;
}

function internetAddress6(address: string, port: number): Uint8Array {
  const [plain = "", zone] = address.split("%");
  const { bytes, view } = withFamily(linux.AF_INET6, 28);
  view.setUint16(2, port);
  for (const [index, group] of groupsOf(plain).entries()) view.setUint16(8 + 2 * index, group);
  view.setUint32(24, zone === undefined ? 0 : scopeOf(zone), true);
  return bytes;
}

function withFamily(family: number, length: number): { readonly bytes: Uint8Array; readonly view: DataView } {
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, family, true);
  return { bytes, view };
}

/** The eight groups of an address that `isIP` accepts (RFC 4291 section 2.2). */
function groupsOf(address: string): readonly number[] {
  const [front = "", back] = address.split("::");
  const head = partsOf(front);
  if (back === undefined) return head;
  const tail = partsOf(back);
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => 0);
  return [...head, ...zeros, ...tail];
}

function partsOf(text: string): readonly number[] {
  if (text === "") return [];
  return text.split(":").flatMap((part) => (part.includes(".") ? quads(part) : [Number.parseInt(part, 16)]));
}

function quads(text: string): readonly number[] {
  const [a = 0, b = 0, c = 0, d = 0] = text.split(".").map(Number);
  return [a * 256 + b, c * 256 + d];
}

function scopeOf(zone: string): number {
  if (/^\d+$/.test(zone)) return Number(zone);
  const found = networkInterfaces()[zone]?.find(({ family }) => family === "IPv6");
  return found?.scopeid ?? 0;
}
