import { spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { httpServer } from "../edge/load/support.ts";
import { createScreen } from "../edge/terminal/screen.ts";

const hasTerminals = spawnSync("python3", ["-c", "import pty"], { stdio: "ignore" }).status === 0;

/** Gives words a terminal of 70 columns and 20 rows, and sends it Ctrl-C once the terminal has shown a text. */
const TERMINAL = `
import fcntl, json, os, pty, struct, sys, termios
words, interrupt = json.loads(sys.argv[1])
child, master = pty.fork()
if child == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 20, 70, 0, 0))
    os.execvp(words[0], words)
seen = b""
while True:
    try:
        piece = os.read(master, 65536)
    except OSError:
        break
    if not piece:
        break
    seen += piece
    os.write(1, piece)
    if interrupt and interrupt.encode() in seen:
        os.write(master, b"\\x03")
        interrupt = None
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
`;

interface Terminal {
  readonly interrupt?: string;
  readonly env?: Readonly<Record<string, string>>;
}

async function onTerminal(words: readonly string[], { interrupt, env = {} }: Terminal = {}) {
  const command = [process.execPath, "--import", "tsx", join(import.meta.dirname, "load-child.ts"), "load", ...words];
  const child = spawn("python3", ["-c", TERMINAL, JSON.stringify([command, interrupt ?? null])], {
    env: { ...process.env, TERM: "xterm", NO_COLOR: "", FORCE_COLOR: "", ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (piece: string) => (text += piece));
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  const screen = createScreen({ columns: 70, rows: 20 });
  screen.write(text.replaceAll("\r\n", "\n"));
  return { code, text, screen };
}

describe.skipIf(!hasTerminals)("the live view on a terminal (skipped without Python's pty)", () => {
  it("is drawn in one place, and gone when the report is printed", async () => {
    await using server = await httpServer((_, response) => response.end("hello"));
    const { code, text, screen } = await onTerminal([
      `http://127.0.0.1:${server.port}/`,
      "--users",
      "2",
      "--duration",
      "2",
    ]);
    expect(code === 0 || code === 5).toBe(true);
    const plain = stripVTControlCharacters(text);
    expect(plain).toMatch(/rate {6}[\d,]+\/s/);
    expect(plain).toMatch(/in flight \d/);
    const shown = screen.lines();
    expect(shown.filter((line) => /^(rate|latency|in flight)/.test(stripVTControlCharacters(line)))).toEqual([]);
    expect(shown[0]).toMatch(/^✓ Loading/);
    expect(shown[1]).toBe("=== Load Test Results ===");
    expect(screen.isCursorShown()).toBe(true);
    expect(text).toContain("\u001b[36m");
  });

  it("gives the cursor back on Ctrl-C, and obeys NO_COLOR", async () => {
    await using server = await httpServer((_, response) => response.end("hello"));
    const words = [`http://127.0.0.1:${server.port}/`, "--users", "2", "--duration", "60"];
    const { code, text, screen } = await onTerminal(words, { interrupt: "in flight", env: { NO_COLOR: "1" } });
    expect(code).toBe(130);
    expect(screen.isCursorShown()).toBe(true);
    expect(screen.lines().join("\n")).toMatch(/✓ Loading .* interrupted\n(^C)?=== Load Test Results ===/m);
    expect(text).not.toMatch(/\u001b\[\d+m/);
  });
});
