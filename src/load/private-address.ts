const V4 = /^(\d{1,3})\.(\d{1,3})\.\d{1,3}\.\d{1,3}$/;
const MAPPED_DOTTED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/;
const MAPPED_HEX = /^::ffff:([\da-f]{1,4}):[\da-f]{1,4}$/;

/**
 * True for an address of this machine or of a private network (RFC 1918, 3927, 4193, 4291): load may go there unasked.
 *
 * @example
 * isPrivateAddress("192.168.1.7"); // true
 */
export function isPrivateAddress(address: string): boolean {
  const text = address.toLowerCase().replace(/%.*$/, "");
  const mapped = MAPPED_DOTTED.exec(text)?.[1];
  if (mapped !== undefined) return isPrivateV4(mapped);
  const high = MAPPED_HEX.exec(text)?.[1];
  if (high !== undefined) return isPrivatePair(Number.parseInt(high, 16) >> 8, Number.parseInt(high, 16) & 255);
  return text.includes(":") ? isPrivateV6(text) : isPrivateV4(text);
}

function isPrivateV4(text: string): boolean {
  const parts = V4.exec(text);
  return parts !== null && isPrivatePair(Number(parts[1]), Number(parts[2]));
}

function isPrivatePair(first: number, second: number): boolean {
  if (first === 0 || first === 10 || first === 127) return true;
  if (first === 172) return second >= 16 && second <= 31;
  return (first === 192 && second === 168) || (first === 169 && second === 254);
}

// fc00::/7, fe80::/10, loopback and the unspecified address, which connects to this machine.
const isPrivateV6 = (text: string): boolean =>
  text === "::1" || text === "::" || /^(f[cd][\da-f]{2}|fe[89ab][\da-f]):/.test(text);
