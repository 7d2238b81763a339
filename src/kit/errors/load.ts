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
  overLimit: defineError<{ what: string; value: string; limit: string; flag: string }>("load-over-limit", {
    exitCode: 2,
    when: "A load test asks for more users, time or requests than one process is allowed to make.",
    message: ({ what, value, limit }) => `${value} is above the limit of ${limit} ${what}.`,
    hint: ({ flag, limit }) => `Use ${flag} ${limit} or less; share larger loads between machines.`,
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
