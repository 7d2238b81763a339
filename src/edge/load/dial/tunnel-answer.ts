const LONGEST = 16 * 1024;

/** What a proxy said to CONNECT. */
export type TunnelAnswer =
  | { readonly kind: "more" }
  /** `restFrom`: where in the bytes that came last the tunnel's own bytes begin. */
  | { readonly kind: "answer"; readonly status: number; readonly reason: string; readonly restFrom: number }
  | { readonly kind: "garbage" };

/**
 * Reads the answer to CONNECT as it arrives in pieces; interim answers are passed over. Source: RFC 9110 section 9.3.6.
 *
 * @example
 * newTunnelReader()(Buffer.from("HTTP/1.1 200 OK\r\n\r\n")); // { kind: "answer", status: 200, reason: "OK", restFrom: 19 }
 */
export function newTunnelReader(): (bytes: Uint8Array) => TunnelAnswer {
  let text = "";
  return (bytes) => {
    const before = text.length;
    text += Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
    const found =
      /^(?:HTTP\/1\.[01] 1\d\d(?: [^\r\n]*)?\r?\n(?:[^\r\n]+\r?\n)*\r?\n)*(HTTP\/1\.[01] (\d{3})(?: ([^\r\n]*))?\r?\n(?:[^\r\n]+\r?\n)*\r?\n)/.exec(
        text,
      );
    if (found === null) return isHopeless(text) ? { kind: "garbage" } : { kind: "more" };
    return {
      kind: "answer",
      status: Number(found[2]),
      reason: found[3] ?? "",
      restFrom: found[0].length - before,
    };
  };
}

const isHopeless = (text: string): boolean =>
  text.length > LONGEST || !"HTTP/1.".startsWith(text.slice(0, 7)) || (text.length > 7 && !text.startsWith("HTTP/1."));
