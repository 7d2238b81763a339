import { defineError } from "./define.ts";

export const loadErrors = {
  badUrl: defineError<{ url: string; reason: string }>("load-bad-url", {
    exitCode: 2,
    when: "The target of a load test is no usable http or https address.",
    message: ({ url, reason }) => `The target ${url} cannot be load-tested: ${reason}.`,
    hint: () => "Write it as http://localhost:3000/path or https://api.example.com/path.",
  }),
  badHeader: defineError<{ header: string; reason: string }>("load-bad-header", {
    exitCode: 2,
    when: "A header is not of the form NAME: VALUE or cannot be sent.",
    message: ({ header, reason }) => `The header ${header} cannot be sent: ${reason}.`,
    hint: () => 'Write it as --header "Name: value".',
  }),
  badMethod: defineError<{ method: string }>("load-bad-method", {
    exitCode: 2,
    when: "The HTTP method is no token, or one that a load test cannot use.",
    message: ({ method }) => `${method} is no method that a load test can send.`,
    hint: () => "Use one such as GET, POST, PUT, PATCH or DELETE.",
  }),
  conflict: defineError<{ first: string; second: string; reason: string }>("load-conflict", {
    exitCode: 2,
    when: "Two flags of a load test contradict each other.",
    message: ({ first, second, reason }) => `${first} and ${second} cannot both be given: ${reason}.`,
    hint: ({ second }) => `Leave ${second} away.`,
  }),
  badThreshold: defineError<{ text: string; reason: string; known: readonly string[] }>("load-bad-threshold", {
    exitCode: 2,
    when: "A promise about a load test cannot be read.",
    message: ({ text, reason }) => `The threshold "${text}" cannot be read: ${reason}.`,
    hint: ({ known }) =>
      `Write it as "p99 < 200ms", "errors < 1%" or "GET /users: p95 < 100ms"; figures are ${known.join(", ")}.`,
  }),
  badThresholdFile: defineError<{ file: string; reason: string }>("load-bad-threshold-file", {
    exitCode: 2,
    when: "A file that should hold the promises of a load test holds none.",
    message: ({ file, reason }) => `There are no thresholds in ${file}: ${reason}.`,
    hint: () =>
      'Write one a line, such as "p99 < 200ms", or save a decision with "backwright decide … --json --save FILE".',
  }),
  overLimit: defineError<{ what: string; value: string; limit: string; flag: string }>("load-over-limit", {
    exitCode: 2,
    when: "A load test asks for more users, time or requests than one process is allowed to make.",
    message: ({ what, value, limit }) => `${value} is above the limit of ${limit} ${what}.`,
    hint: ({ flag, limit }) => `Use ${flag} ${limit} or less; share larger loads between machines.`,
  }),
  overCap: defineError<{ what: string; value: string; cap: string; limit: string }>("load-over-cap", {
    exitCode: 4,
    when: "A load test asks for more than is allowed without a word: a typing mistake should not be a flood.",
    message: ({ what, value, cap }) => `${value} is above the cap of ${cap} ${what}.`,
    hint: ({ limit }) => `Say that it is meant with --raise-caps; the hard limit is ${limit}.`,
  }),
  badStages: defineError<{ part: string }>("load-bad-stages", {
    exitCode: 2,
    when: "A stage is not of the form TIME:LEVEL.",
    message: ({ part }) => `${JSON.stringify(part)} is no stage of a load.`,
    hint: () => 'Write how long and how much, with commas between: --stages "30s:100,1m:500".',
  }),
  badResolve: defineError<{ text: string }>("load-bad-resolve", {
    exitCode: 2,
    when: "What --resolve says is not of the form HOST:PORT:ADDRESS.",
    message: ({ text }) => `${JSON.stringify(text)} does not say where a host is.`,
    hint: () => "Write it as --resolve api.example.com:443:127.0.0.1; an IPv6 address stands in brackets.",
  }),
  needs: defineError<{ flag: string; needed: string; reason: string }>("load-needs", {
    exitCode: 2,
    when: "A flag of a load test means nothing without another one.",
    message: ({ flag, needed, reason }) => `${flag} needs ${needed}: ${reason}.`,
    hint: ({ flag, needed }) => `Add ${needed}, or leave ${flag} away.`,
  }),
  noHttp3: defineError<{ node: string }>("load-no-http3", {
    exitCode: 2,
    when: "HTTP/3 was asked for: no Node release has a QUIC client that a program may use.",
    message: ({ node }) => `HTTP/3 cannot be sent from Node ${node}: it has no QUIC client.`,
    hint: () =>
      "Load over HTTP/2 with --http2, or export the scenario (backwright load export --k6) and run it in a k6 with an HTTP/3 extension.",
  }),
  badPassphrase: defineError<{ variable: string }>("load-no-passphrase", {
    exitCode: 2,
    when: "The environment variable that should hold the passphrase of a client key is not set.",
    message: ({ variable }) => `The variable ${variable} is not set, so the client key cannot be opened.`,
    hint: ({ variable }) => `Set ${variable} in the environment or in .env.`,
  }),
  notTaken: defineError<{ endpoint: string; reason: string }>("load-otlp-refused", {
    exitCode: 3,
    when: "An OpenTelemetry collector did not take the figures of a load test.",
    message: ({ endpoint, reason }) => `${endpoint} did not take the figures: ${reason}.`,
    hint: () =>
      "Name its address for metrics, which mostly ends in /v1/metrics; OTEL_EXPORTER_OTLP_HEADERS adds headers.",
  }),
  portLimit: defineError<{ wanted: number; available: number }>("load-port-limit", {
    exitCode: 3,
    when: "The operating system has fewer local ports than the load test needs connections.",
    message: ({ wanted, available }) =>
      `${wanted} connections were asked for, but this system gives out only ${available} local ports.`,
    hint: ({ available }) => `Widen net.ipv4.ip_local_port_range, or use --concurrency ${available}.`,
  }),
  emptyPlan: defineError<{ missing: string }>("load-empty-plan", {
    exitCode: 2,
    when: "A load plan has nothing to send, nobody to send it, or no end.",
    message: ({ missing }) => `The load plan has no ${missing}.`,
    hint: () => "Give it a request, a user, and a duration or a number of requests.",
  }),
  fileLimit: defineError<{ wanted: number; available: number }>("load-file-limit", {
    exitCode: 3,
    when: "The operating system lets this process open fewer connections than the load test needs.",
    message: ({ wanted, available }) =>
      `${wanted} connections were asked for, but this process may open only ${available} more files.`,
    hint: ({ available }) => `Raise the limit (ulimit -n), or use --concurrency ${available}.`,
  }),
  unreachable: defineError<{ target: string; reason: string }>("load-unreachable", {
    exitCode: 3,
    when: "Not one connection to the target of a load test could be opened.",
    message: ({ target, reason }) => `Cannot connect to ${target}: ${reason}.`,
    hint: () => "Check that the server runs and listens there; nothing was measured.",
  }),
  tlsFailed: defineError<{ target: string; reason: string }>("load-tls-failed", {
    exitCode: 3,
    when: "The target's certificate is not trusted, or the TLS handshake failed.",
    message: ({ target, reason }) => `No TLS connection to ${target}: ${reason}.`,
    hint: () => "Trust its certificate with --ca FILE, or take any certificate with --insecure.",
  }),
} as const;
