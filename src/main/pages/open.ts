import { pageFor } from "./page.ts";

/** Prints a page that is ready, or loads the rest and runs the command line; the process ends with its exit code. */
export async function open(bin: string): Promise<void> {
  const page = pageFor(bin, process.argv.slice(2));
  if (page !== undefined) {
    process.stdout.write(page);
    return;
  }
  const { start } = await import("../start.ts");
  await start(bin);
}
