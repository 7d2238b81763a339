/**
 * An address as its bits, `0` and `1`: 32 of IPv4, 128 of IPv6. `undefined`: it is no address.
 *
 * @example
 * addressBits("10.0.0.1")?.startsWith("00001010"); // true
 */
export function addressBits(text: string): string | undefined {
  const plain = text.replace(/^\[|\]$/g, "").replace(/%.*$/, "");
  if (plain.includes(":")) return bitsOfV6(plain);
  const parts = plain.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return undefined;
  return parts.map((part) => Number(part).toString(2).padStart(8, "0")).join("");
}

// URL knows every spelling of RFC 4291 section 2.2, dotted tails included, and answers with groups alone.
function bitsOfV6(text: string): string | undefined {
  if (!URL.canParse(`http://[${text}]/`)) return undefined;
  const [head = "", tail] = new URL(`http://[${text}]/`).hostname.slice(1, -1).split("::");
  const before = groups(head);
  const after = groups(tail ?? "");
  const zeros = "0".repeat(16).repeat(8 - before.length - after.length);
  return [...before, zeros, ...after].join("");
}

const groups = (text: string): readonly string[] =>
  text === "" ? [] : text.split(":").map((group) => Number.parseInt(group, 16).toString(2).padStart(16, "0"));
