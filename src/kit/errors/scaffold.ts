import { defineError } from "./define.ts";

export const scaffoldErrors = {
  rightsColumnMissing: defineError<{ flag: string; column: string }>("scaffold-rights-column-missing", {
    exitCode: 2,
    when: "`--tenant-column` or `--owner-column` names a column that no table has, so that nothing would be enforced.",
    message: ({ flag, column }) =>
      `No table has the column ${column} of ${flag}: every row would be shown to everybody.`,
    hint: ({ flag }) => `Check the spelling of ${flag}, or leave it out.`,
  }),
  edited: defineError<{ paths: readonly string[]; lines: readonly string[] }>("scaffold-edited", {
    exitCode: 4,
    when: "A managed file was edited by hand where the document wants a change too, or a file that Backwright did not write stands in its place.",
    message: ({ paths, lines }) =>
      [
        `${paths.length === 1 ? "A managed file was" : "Managed files were"} edited by hand or not written by Backwright: ${paths.join(", ")}. Nothing was written.`,
        ...lines,
      ].join("\n"),
    hint: () =>
      "Move the edit into a handler or app.ts, or overwrite with --force: a copy is kept beside each as .orig. backwright scaffold diff shows the whole.",
  }),
  changedMeanwhile: defineError<{ path: string }>("scaffold-changed-meanwhile", {
    exitCode: 4,
    when: "A file was saved by somebody else while a run decided about it.",
    message: ({ path }) => `${path} was changed while this run was reading. It was not overwritten.`,
    hint: () => "Run the same command again.",
  }),
  manifestBroken: defineError<{ path: string; reason: string }>("scaffold-manifest-broken", {
    exitCode: 4,
    when: "The record of what was generated cannot be read, so nothing tells edits from generated code.",
    message: ({ path, reason }) => `${path} cannot be used: ${reason}. Nothing was written.`,
    hint: ({ path }) =>
      `Restore ${path} from version control. Without one, delete it: a run then stops at every file that differs, and --force keeps a copy of each as .orig.`,
  }),
  choiceEmpty: defineError<{ spec: string; options: string }>("scaffold-choice-empty", {
    exitCode: 2,
    when: "`--tags` and `--paths` leave no operation of the document.",
    message: ({ spec, options }) => `No operation of ${spec} is left by ${options}. Nothing was written.`,
    hint: () =>
      "Check the spelling of tags and paths; `*` in a path stands for any text, and --tags '*' takes all tags again.",
  }),
  watchNothing: defineError<void>("scaffold-watch-nothing", {
    exitCode: 2,
    when: "`--watch` stands beside `--from-db`: a database does not say that it has changed.",
    message: () => "--watch watches a document, and --from-db has none.",
    hint: () => "Leave one of the two out.",
  }),
  languageDiffers: defineError<{ folder: string; isJavaScript: boolean }>("scaffold-language-differs", {
    exitCode: 4,
    when: "`--javascript` or `--no-javascript` asks for another language than the one that an API was generated in: its files would stand there twice.",
    message: ({ folder, isJavaScript }) =>
      `${folder} was generated as ${isJavaScript ? "JavaScript" : "TypeScript"}, and handlers in it are yours. Nothing was written.`,
    hint: ({ isJavaScript }) =>
      `Leave ${isJavaScript ? "--no-javascript" : "--javascript"} out to go on as before. To change over, generate into another folder (--out other/routes/), move the handlers there, and delete the old one.`,
  }),
  javascriptCommonJs: defineError<{ file: string }>("scaffold-javascript-commonjs", {
    exitCode: 2,
    when: "`--javascript` writes ES modules, and package.json says that its `.js` files are CommonJS.",
    message: ({ file }) =>
      `${file} says "type": "commonjs", and --javascript writes ES modules, which would not run there. Nothing was written.`,
    hint: () => "npm pkg set type=module, or leave --javascript out: the compiler turns TypeScript into CommonJS.",
  }),
  specMissing: defineError<{ command: string }>("scaffold-spec-missing", {
    exitCode: 2,
    when: "No specification was named.",
    message: ({ command }) => `${command} needs an OpenAPI document and none was named.`,
    hint: () => "Name it: backwright scaffold openapi.yaml",
  }),
} as const;
