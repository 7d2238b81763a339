import type { Server } from "node:http";

/** Stands for the `app.ts` that scaffolding writes beside the server; it is never copied. */
export declare function createApp(
  handlers: never,
  options: { readonly security: never },
): { listen(port: number, host: string): Server };
