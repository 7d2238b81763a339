import { defineError } from "./define.ts";

export const watchErrors = {
  notListening: defineError<{ address: string; reason: string }>("watch-not-listening", {
    exitCode: 3,
    when: "The proxy of `db watch` cannot listen at its address.",
    message: ({ address, reason }) => `Cannot listen at ${address}: ${reason}.`,
    hint: () => "Name another port with --listen PORT, or leave it out for any that is free.",
  }),
} as const;
