import { STATIC_TABLE } from "./static-table.ts";

// Secrets are marked as never to be kept, so that no proxy on the way does (RFC 7541 section 7.1.3).
const SECRETS: ReadonlySet<string> = new Set(["authorization", "cookie", "proxy-authorization"]);

/**
 * Fields as a header block without a dynamic table: whole entries of the static table by index, everything else as
 * literals. Names are given in lower case, pseudo-headers first.
 *
 * Source: RFC 7541 section 6.
 */
export function encodeFields(fields: readonly (readonly [name: string, value: string])[]): Buffer {
  return Buffer.concat(fields.map(([name, value]) => encodeField(name, value)));
}

function encodeField(name: string, value: string): Buffer {
  const whole = STATIC_TABLE.findIndex(([known, same]) => known === name && same === value);
  // An empty value in the table means that the table has none.
  if (whole > 0 && value !== "") return integer(whole, 0x80, 127);
  const known = STATIC_TABLE.findIndex(([other]) => other === name);
  const kind = SECRETS.has(name) ? 0x10 : 0;
  const head = known > 0 ? integer(known, kind, 15) : Buffer.concat([Buffer.of(kind), text(name)]);
  return Buffer.concat([head, text(value)]);
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value, "utf8");
  return Buffer.concat([integer(bytes.length, 0, 127), bytes]);
}

function integer(value: number, kind: number, mask: number): Buffer {
  if (value < mask) return Buffer.of(kind | value);
  const bytes = [kind | mask];
  let rest = value - mask;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return Buffer.from([...bytes, rest]);
}
