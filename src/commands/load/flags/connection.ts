import { z } from "zod";
import { someTime } from "./kinds.ts";

const group = "Connection";
const tls = "TLS";
const time = { value: "TIME", group };

/** How connections are made. */
export const connectionFlags = {
  timeout: someTime()
    .default(10_000)
    .describe("For a connection to open, and for an answer to be complete (default 10s)")
    .meta(time),
  connectTimeout: someTime().optional().describe("For TCP to connect (default: --timeout)").meta(time),
  tlsTimeout: someTime().optional().describe("For the TLS handshake (default: --timeout)").meta(time),
  firstByteTimeout: someTime()
    .optional()
    .describe("From sending a request to the first byte of its answer (default: --timeout)")
    .meta(time),
  keepalive: z
    .boolean()
    .default(true)
    .describe("Reuse connections; --no-keepalive opens one for each request")
    .meta({ group }),
  http2: z.boolean().default(false).describe("Speak HTTP/2; to an http address with prior knowledge").meta({ group }),
  http3: z.boolean().default(false).meta({ hidden: true, group }),
  streams: z
    .int()
    .min(1)
    .max(1_000)
    .optional()
    .describe("With --http2: requests that share a connection at once (default 1)")
    .meta({ group }),
  maxRedirects: z
    .int()
    .min(0)
    .max(20)
    .default(0)
    .describe("Redirects to follow in a row; one that leaves the host is never followed")
    .meta({ group }),
  traceparent: z
    .boolean()
    .default(false)
    .describe("Give every request a trace of its own (W3C Trace Context)")
    .meta({ group }),
  resolve: z
    .array(z.string())
    .default([])
    .describe("Where a host is, instead of asking DNS")
    .meta({ value: "HOST:PORT:ADDRESS", group }),
  unixSocket: z.string().optional().describe("Connect to this Unix socket instead").meta({ value: "PATH", group }),
  proxy: z
    .string()
    .optional()
    .describe("Forward proxy; HTTPS_PROXY, HTTP_PROXY and NO_PROXY are obeyed, --proxy none ignores them")
    .meta({ value: "URL", group }),
  insecure: z.boolean().default(false).describe("Accept any TLS certificate").meta({ group: tls }),
  ca: z
    .string()
    .optional()
    .describe("File of certificates (PEM) to trust instead of the built-in ones")
    .meta({ value: "FILE", group: tls }),
  cert: z.string().optional().describe("File of a client certificate (PEM)").meta({ value: "FILE", group: tls }),
  key: z.string().optional().describe("File of the key of --cert (PEM)").meta({ value: "FILE", group: tls }),
  passphraseFromEnv: z
    .string()
    .optional()
    .describe("Variable of the environment that holds the passphrase of --key")
    .meta({ value: "NAME", group: tls }),
  serverName: z
    .string()
    .optional()
    .describe("Name to send (SNI) and to find in the certificate, instead of the host")
    .meta({ value: "NAME", group: tls }),
};

export type ConnectionFlags = z.output<z.ZodObject<typeof connectionFlags>>;
