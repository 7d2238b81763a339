/** First numbers of a client's first packet: https://www.postgresql.org/docs/current/protocol-message-formats.html. */
export const CODE = { cancel: 80_877_102, tls: 80_877_103, gss: 80_877_104 } as const;

/** The server's own limit for a first packet. */
export const MOST_STARTUP_BYTES = 10_000;

/** Eight bytes that ask a server for TLS. */
export const TLS_REQUEST = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);

/** One byte of a server, and ours to clients: TLS is not spoken here. */
export const NO = Buffer.from("N");

/** An ErrorResponse that ends a connection. */
export function fatal(sqlState: string, message: string): Buffer {
  const text = message.replaceAll("\0", "");
  const body = Buffer.from(`SFATAL\0VFATAL\0C${sqlState}\0M${text}\0\0`);
  const head = Buffer.alloc(5, "E");
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}
