import {
  existsSync,
  mkdtempSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { runCli, testWorld, type CliResult } from "../../../support/world.ts";

/** A scaffolded project on the disk that somebody edits. Paths are below `src/`. */
export interface Project extends Disposable {
  /** The folder of the document. */
  readonly root: string;
  read(path: string): string;
  write(path: string, text: string): void;
  /** Replaces the first occurrence; fails where there is none, so that no scenario edits nothing. */
  replace(path: string, from: string, to: string): void;
  remove(path: string): void;
  move(from: string, to: string): void;
  has(path: string): boolean;
  /** Every file below `src/` with its text and its time of change. */
  files(): ReadonlyMap<string, { readonly text: string; readonly modified: number }>;
  document(text: string): void;
  run(...words: readonly string[]): Promise<CliResult>;
  /** A run of `scaffold` whose disk takes a number of writes and no more. */
  interrupted(writes: number): Promise<void>;
}

export function newProject(): Project {
  const root = mkdtempSync(join(tmpdir(), "backwright-keep-"));
  const at = (path: string): string => join(root, "src", path);
  const read = (path: string): string => readFileSync(at(path), "utf8");
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), text);
  };
  return {
    root,
    read,
    write,
    replace: (path, from, to) => {
      const text = read(path);
      if (!text.includes(from)) throw new Error(`${path} does not hold ${from}:\n${text}`);
      write(
        path,
        text.replace(from, () => to),
      );
    },
    remove: (path) => rmSync(at(path)),
    move: (from, to) => {
      mkdirSync(dirname(at(to)), { recursive: true });
      renameSync(at(from), at(to));
    },
    has: (path) => existsSync(at(path)),
    files: () => {
      const found = readdirSync(join(root, "src"), { recursive: true, withFileTypes: true }).filter((one) =>
        one.isFile(),
      );
      const paths = found.map((one) => join(one.parentPath, one.name));
      return new Map(
        paths.map((path) => [
          relative(join(root, "src"), path),
          { text: readFileSync(path, "utf8"), modified: statSync(path).mtimeMs },
        ]),
      );
    },
    document: (text) => writeFileSync(join(root, "openapi.json"), text),
    run: (...words) => runCli(words, { cwd: root }),
    interrupted: async (writes) => {
      const { files } = await testWorld([], { cwd: root });
      let left = writes;
      const writeText = async (path: string, text: string): Promise<void> => {
        left -= 1;
        if (left < 0) throw new Error("the disk is full");
        await files.writeText(path, text);
      };
      await runCli(["scaffold", "openapi.json"], { cwd: root, world: { files: { ...files, writeText } } });
    },
    [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }),
  };
}
