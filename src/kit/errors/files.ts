import { defineError } from "./define.ts";

export const fileErrors = {
  missing: defineError<{ path: string }>("file-missing", {
    exitCode: 3,
    when: "A file or folder that was named does not exist.",
    message: ({ path }) => `There is no file or folder ${path}.`,
    hint: () => "Check the path; relative paths start at the working directory.",
  }),
  unreadable: defineError<{ path: string; reason: string }>("file-unreadable", {
    exitCode: 3,
    when: "A file exists but cannot be read.",
    message: ({ path, reason }) => `${path} cannot be read: ${reason}.`,
    hint: () => "Check its permissions and that it is a file.",
  }),
  unwritable: defineError<{ path: string; reason: string }>("file-unwritable", {
    exitCode: 3,
    when: "A file cannot be written (permissions, a full disk, a folder in its place).",
    message: ({ path, reason }) => `${path} cannot be written: ${reason}.`,
    hint: () => "Nothing half-written was left; free the space or choose another place.",
  }),
  outside: defineError<{ path: string; root: string }>("file-outside", {
    exitCode: 4,
    when: "A name from a document or a manifest would leave the folder it belongs to.",
    message: ({ path, root }) => `${path} lies outside ${root}.`,
    hint: () => "Name a path inside that folder.",
  }),
} as const;
