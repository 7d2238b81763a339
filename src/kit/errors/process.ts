import { defineError } from "./define.ts";

export const processErrors = {
  notStarted: defineError<{ program: string; reason: string }>("program-not-started", {
    exitCode: 3,
    when: "A program that Backwright runs could not be started.",
    message: ({ program, reason }) => `${program} could not be started: ${reason}.`,
    hint: () => "Run backwright doctor to see what is installed.",
  }),
  failed: defineError<{ program: string; code: number; output: string }>("program-failed", {
    exitCode: 3,
    when: "A program that Backwright runs ended with an error.",
    message: ({ program, code, output }) => `${program} ended with exit code ${code}.\n${output}`.trimEnd(),
    hint: () => "Its own output above says why.",
  }),
  webUnreachable: defineError<{ url: string; reason: string }>("web-unreachable", {
    exitCode: 3,
    when: "An HTTP server did not answer a single request.",
    message: ({ url, reason }) => `${url} did not answer: ${reason}.`,
    hint: () => "Check that the server runs and that the address is right.",
  }),
  webNotListening: defineError<{ address: string; reason: string }>("web-not-listening", {
    exitCode: 3,
    when: "A server that Backwright starts cannot listen at its address.",
    message: ({ address, reason }) => `Cannot listen at ${address}: ${reason}.`,
    hint: () => "Name another port with --port, or --port 0 for any that is free.",
  }),
} as const;
