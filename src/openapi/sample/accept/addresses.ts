const LABEL = /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/i;
const EMAIL = /^[a-z\d!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z\d!#$%&'*+/=?^_`{|}~-]+)*@([a-z\d.-]+|\[[^\]]+\])$/i;
const URI = /^[a-z][a-z\d+.-]*:(?:[\w~!$&'()*+,;=:@/?#[\].-]|%[\da-f]{2})*$/i;
const URI_REFERENCE = /^(?:[\w~!$&'()*+,;=:@/?#[\].-]|%[\da-f]{2})*$/i;

export function isIpv4(text: string): boolean {
  const parts = text.split(".");
  return parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
}

/** RFC 4291, the embedded IPv4 form included. */
export function isIpv6(text: string): boolean {
  const halves = text.split("::");
  if (halves.length > 2) return false;
  const [head = "", tail] = halves;
  const groups = [...groupsOf(head), ...groupsOf(tail ?? "")];
  const last = groups.at(-1) ?? "";
  const plain = last.includes(".") ? groups.slice(0, -1) : groups;
  if (last.includes(".") && !isIpv4(last)) return false;
  const count = plain.length + (last.includes(".") ? 2 : 0);
  if (!plain.every((group) => /^[\da-f]{1,4}$/i.test(group))) return false;
  return tail === undefined ? count === 8 : count <= 7;
}

export function isHostname(text: string): boolean {
  return text.length <= 253 && text.split(".").every((label) => LABEL.test(label));
}

export function isEmail(text: string): boolean {
  const domain = EMAIL.exec(text)?.[1];
  return domain !== undefined && (domain.startsWith("[") || isHostname(domain));
}

export function isUri(text: string): boolean {
  return URI.test(text) && URL.canParse(text);
}

export function isUriReference(text: string): boolean {
  return URI_REFERENCE.test(text);
}

function groupsOf(half: string): readonly string[] {
  return half === "" ? [] : half.split(":");
}
