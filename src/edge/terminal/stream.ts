import type { Stream } from "../../command/index.ts";

interface ColorWishes {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** --color, --no-color, or neither. */
  readonly wanted: boolean | undefined;
}

/** A process stream. A reader that goes away (`| head`) ends the output, not the run. */
export function createStream(stream: NodeJS.WriteStream, wishes: ColorWishes): Stream {
  let open = true;
  stream.on("error", () => {
    open = false;
  });
  return {
    isTerminal: stream.isTTY,
    // A terminal without a size says 0.
    get columns() {
      return stream.isTTY && stream.columns > 0 ? stream.columns : 100;
    },
    get rows() {
      return stream.isTTY && stream.rows > 0 ? stream.rows : undefined;
    },
    color: colored(stream.isTTY, wishes),
    write: (text) => {
      if (open) stream.write(text);
    },
  };
}

function colored(isTerminal: boolean, { env, wanted }: ColorWishes): boolean {
  if (wanted !== undefined) return wanted;
  if ((env["NO_COLOR"] ?? "") !== "") return false;
  if ((env["FORCE_COLOR"] ?? "0") !== "0") return true;
  return isTerminal && env["TERM"] !== "dumb";
}
