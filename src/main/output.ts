import { errors, type ExitCode } from "../kit/index.ts";

/** Waits until a stream has passed on what it holds; answers the failure when it could not, unless its reader went away. */
export async function flushed(stream: NodeJS.WriteStream): Promise<Error | undefined> {
  await new Promise<void>((resolve) => {
    if (stream.destroyed || stream.errored !== null) resolve();
    else stream.write("", () => resolve());
  });
  return isLoss(stream.errored) ? stream.errored : undefined;
}

/** `| head -1` has what it wanted; a full disk has not. */
export function isLoss(failure: Error | null): failure is Error {
  return failure !== null && !("code" in failure && failure.code === "EPIPE");
}

/** Tells on stderr that the report on stdout is not whole. */
export function reportLoss(cause: Error): ExitCode {
  const isFull = "code" in cause && cause.code === "ENOSPC";
  const error = errors.file.lost({ reason: isFull ? "the disk is full" : cause.message }, cause);
  process.stderr.write(`Error ${error.message}\n${error.hint}\n`);
  return error.exitCode;
}
