import { pageFor } from "./page.ts";

/** Prints a page that is ready, or loads the rest and runs the command line; the process ends with its exit code. */
export async function open(bin: string): Promise<void> {
  const page = pageFor(bin, process.argv.slice(2));
  if (page === undefined) {
    const { start } = await import("../start.ts");
    await start(bin);
    return;
  }
  process.stdout.on("error", (cause: Error) => void tellLoss(cause));
  process.stdout.write(page);
}

/** Loaded only then: this path is what `--help` costs. */
async function tellLoss(cause: Error): Promise<void> {
  const { isLoss, reportLoss } = await import("../start.ts");
  if (isLoss(cause)) process.exitCode = reportLoss(cause);
}
