type Maker = (variant: number) => string;

const two = (value: number): string => String(value).padStart(2, "0");
const day: Maker = (variant) => `2026-${two(1 + (Math.floor(variant / 28) % 12))}-${two(1 + (variant % 28))}`;
const clock: Maker = (variant) => `09:${two(variant % 60)}:00Z`;
const hexadecimal = (value: number, length: number): string => value.toString(16).padStart(length, "0");

const TEXTS: ReadonlyMap<string, Maker> = new Map<string, Maker>([
  ["date-time", (variant) => `${day(variant)}T${clock(variant)}`],
  ["date", day],
  ["time", clock],
  ["duration", (variant) => `P${variant + 1}D`],
  ["email", (variant) => `person${variant === 0 ? "" : variant + 1}@example.com`],
  ["idn-email", (variant) => `person${variant === 0 ? "" : variant + 1}@example.com`],
  ["hostname", (variant) => `host${variant + 1}.example.com`],
  ["idn-hostname", (variant) => `host${variant + 1}.example.com`],
  ["ipv4", (variant) => `192.0.2.${1 + (variant % 254)}`],
  ["ip", (variant) => `192.0.2.${1 + (variant % 254)}`],
  ["ipv6", (variant) => `2001:db8::${hexadecimal(variant + 1, 1)}`],
  ["cidr", (variant) => `192.0.${variant % 256}.0/24`],
  ["uri", (variant) => `https://example.com/${variant + 1}`],
  ["url", (variant) => `https://example.com/${variant + 1}`],
  ["iri", (variant) => `https://example.com/${variant + 1}`],
  ["uri-reference", (variant) => `/items/${variant + 1}`],
  ["iri-reference", (variant) => `/items/${variant + 1}`],
  ["uri-template", (variant) => `https://example.com/${variant + 1}/{id}`],
  ["uuid", (variant) => `3f2b8c1e-5a4d-4e6f-8a9b-${hexadecimal(variant + 1, 12)}`],
  ["byte", (variant) => Buffer.from(`sample ${variant + 1}`).toString("base64")],
  ["json-pointer", (variant) => `/items/${variant}`],
  ["relative-json-pointer", (variant) => `${variant}/items`],
  ["regex", (variant) => `^item-${variant + 1}$`],
  ["int64", (variant) => String(variant + 1)],
  ["uint64", (variant) => String(variant + 1)],
  ["int32", (variant) => String(variant + 1)],
  ["decimal", (variant) => `${variant + 1}.50`],
  ["phone", (variant) => `+4930901820${two(variant % 100)}`],
  ["color", (variant) => `#${hexadecimal(variant + 1, 6)}`],
]);

/** A text of the format, others for other variants; undefined for a format that nobody knows. */
export function textOfFormat(format: string, variant: number): string | undefined {
  return TEXTS.get(format)?.(variant);
}
