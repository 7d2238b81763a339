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
    hint: () => "Nothing half-written was left there; mend what is said above, or choose another place.",
  }),
  unremovable: defineError<{ path: string; reason: string }>("file-unremovable", {
    exitCode: 3,
    when: "A file or folder that is no longer needed cannot be removed.",
    message: ({ path, reason }) => `${path} cannot be removed: ${reason}.`,
    hint: () => "Remove it yourself, or mend its permissions.",
  }),
  lost: defineError<{ reason: string }>("output-lost", {
    exitCode: 3,
    when: "The report could not be written to stdout (a full disk behind a redirection).",
    message: ({ reason }) => `stdout cannot be written: ${reason}. The report is not complete there.`,
    hint: () => "Free the space and run the command again, or name another place with --save FILE.",
  }),
  noFolder: defineError<{ reason: string }>("working-folder-gone", {
    exitCode: 3,
    when: "The working directory does not exist any more, or may not be read.",
    message: ({ reason }) => `The working directory cannot be used: ${reason}.`,
    hint: () => "Change to a folder that exists (cd) and run the command again.",
  }),
  outside: defineError<{ path: string; root: string }>("file-outside", {
    exitCode: 4,
    when: "A name from a document or a manifest would leave the folder it belongs to.",
    message: ({ path, root }) => `${path} lies outside ${root}.`,
    hint: () => "Name a path inside that folder.",
  }),
} as const;
