import { defineError } from "./define.ts";

export const loadConnectErrors = {
  badProxy: defineError<{ proxy: string; reason: string }>("load-bad-proxy", {
    exitCode: 2,
    when: "The address of a proxy is no usable http or https address.",
    message: ({ proxy, reason }) => `The proxy ${proxy} cannot be used: ${reason}.`,
    hint: () =>
      "Write it as http://proxy.example.com:3128, with user:password@ before the host where it asks for that.",
  }),
  proxyFailed: defineError<{ proxy: string; target: string; reason: string; advice: string }>("load-proxy-failed", {
    exitCode: 3,
    when: "The proxy did not open a tunnel to the target of a load test.",
    message: ({ proxy, target, reason }) => `No tunnel through the proxy ${proxy} to ${target}: ${reason}.`,
    hint: ({ advice }) => advice,
  }),
  noHttp2: defineError<{ target: string; chosen: string }>("load-no-http2", {
    exitCode: 3,
    when: "HTTP/2 was asked for, and the target of a load test does not speak it.",
    message: ({ target, chosen }) => `${target} does not speak HTTP/2: it answered with ${chosen}.`,
    hint: () => "Leave --http2 away to load it over HTTP/1.1.",
  }),
  badTls: defineError<{ reason: string }>("load-bad-tls", {
    exitCode: 2,
    when: "The certificates or the key for a load test's TLS connections cannot be used.",
    message: ({ reason }) => `The given certificates or key cannot be used: ${reason}.`,
    hint: () => "Give --ca, --cert and --key files in PEM, a key that belongs to the certificate, and its passphrase.",
  }),
  threadLost: defineError<{ reason: string }>("load-thread-lost", {
    exitCode: 3,
    when: "A thread of the load generator died before the load began.",
    message: ({ reason }) => `A thread of the load generator died before the load began: ${reason}.`,
    hint: () => "Give this machine more memory, or use fewer threads with --workers 1.",
  }),
} as const;
