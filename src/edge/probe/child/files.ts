import fs from "node:fs";
import { devNull } from "node:os";
import { Writable } from "node:stream";
import { noteStopped } from "./journal.ts";
import { currentPlace } from "./places.ts";
import { isCallable, put, reach, replace, type Callable } from "./reach.ts";

const CHANGES =
  "appendFile chmod chown copyFile cp lchmod lchown link lutimes mkdir rename rm rmdir symlink truncate unlink utimes writeFile".split(
    " ",
  );

/** What would change a file is told and not done, and the application believes that it was. */
export function cutFiles(): void {
  for (const name of CHANGES) {
    pretend(fs, name, later);
    pretend(fs, `${name}Sync`, () => undefined);
    pretend(fs.promises, name, () => Promise.resolve());
  }
  pretend(fs, "mkdtemp", (path, ...rest) => later(path, ...rest, `${String(path)}XXXXXX`));
  pretend(fs, "mkdtempSync", (path) => `${String(path)}XXXXXX`);
  pretend(fs.promises, "mkdtemp", (path) => Promise.resolve(`${String(path)}XXXXXX`));
  pretend(fs, "createWriteStream", () => new Writable({ write: (_chunk, _encoding, done) => done() }));
  for (const owner of [fs, fs.promises])
    for (const name of ["open", "openSync"]) replace(owner, name, (original) => openToRead(original));
}

function pretend(owner: object, name: string, act: Callable): void {
  if (isCallable(reach(owner, name)))
    put(owner, name, (first: unknown, ...rest: readonly unknown[]) => {
      noteStopped("file", `${name} ${String(first)}`, currentPlace());
      return act(first, ...rest);
    });
}

/** Calls back without an error. */
const later: Callable = (...args) => {
  const done = args.findLast(isCallable);
  if (done !== undefined) process.nextTick(() => done(null));
};

/** What is opened to be written is nowhere. */
const openToRead = (original: Callable): Callable =>
  function open(path, flags, ...rest) {
    if (!mayChange(flags)) return Reflect.apply(original, this, [path, flags, ...rest]);
    noteStopped("file", `open ${String(path)}`, currentPlace());
    return Reflect.apply(original, this, [devNull, "r+", ...rest]);
  };

const mayChange = (flags: unknown): boolean =>
  typeof flags === "string"
    ? flags !== "r" && flags !== "rs"
    : typeof flags === "number" && (flags & (fs.constants.O_WRONLY | fs.constants.O_RDWR | fs.constants.O_CREAT)) !== 0;
