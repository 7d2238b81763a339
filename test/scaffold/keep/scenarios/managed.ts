import { implement, type Scenario } from "./scenario.ts";

const TYPES = "types/api.ts";
const ROUTER = "middleware/router.ts";
const ERRORS = "middleware/errors.ts";
const TABLE = "routes/index.ts";
const VALIDATORS = "middleware/validators.ts";

/** Edits of files that the document owns, and of the application. */
export const managedScenarios: readonly Scenario[] = [
  {
    name: "a remark on top of the types",
    marks: ["KEPT-1"],
    edit: (p) => p.replace(TYPES, "\n\n", "\n// KEPT-1\n\n"),
  },
  {
    name: "a type at the end of the types",
    marks: ["KEPT-1"],
    edit: (p) => p.write(TYPES, `${p.read(TYPES)}\nexport type Mine = "KEPT-1";\n`),
  },
  {
    name: "a remark in a schema's type",
    marks: ["KEPT-1"],
    edit: (p) => p.replace(TYPES, "  name: string;", "  // KEPT-1\n  name: string;"),
  },
  {
    name: "another text in the runtime",
    marks: ["KEPT-1"],
    edit: (p) => p.replace(ERRORS, "export ", "// KEPT-1\nexport "),
  },
  {
    name: "middleware in the router",
    marks: ["KEPT-1"],
    edit: (p) => {
      const text = p.read(ROUTER);
      const at = text.indexOf("\n", text.indexOf("export function createRouter")) + 1;
      p.write(ROUTER, `${text.slice(0, at)}  console.log("KEPT-1");\n${text.slice(at)}`);
    },
  },
  {
    name: "a check in the validators",
    marks: ["KEPT-1"],
    edit: (p) =>
      p.write(VALIDATORS, `${p.read(VALIDATORS)}\nexport function mine(): string {\n  return "KEPT-1";\n}\n`),
  },
  {
    name: "a value in the table of handlers",
    marks: ["KEPT-1"],
    edit: (p) => p.write(TABLE, `${p.read(TABLE)}\nexport const mine = "KEPT-1";\n`),
  },
  {
    name: "a managed file with single quotes",
    marks: ["KEPT-1"],
    edit: (p) => p.write(TYPES, `${p.read(TYPES).replaceAll('"', "'")}\nexport type Mine = 'KEPT-1';\n`),
  },
  {
    name: "every file is formatted",
    marks: ["KEPT-1"],
    edit: (p) => {
      for (const path of [TYPES, ROUTER, ERRORS, TABLE, VALIDATORS])
        p.write(
          path,
          p.read(path).replaceAll(/^( +)/gm, (blanks) => "\t".repeat(blanks.length / 2)),
        );
      p.write(TABLE, `${p.read(TABLE)}\nexport const mine = "KEPT-1";\n`);
    },
  },
  {
    name: "managed files with Windows line ends",
    marks: ["KEPT-1"],
    edit: (p) => {
      p.write(TYPES, `${p.read(TYPES)}\nexport type Mine = "KEPT-1";\n`.replaceAll("\n", "\r\n"));
      p.write(ROUTER, p.read(ROUTER).replaceAll("\n", "\r\n"));
    },
  },
  { name: "a managed file is deleted", marks: [], edit: (p) => p.remove(TYPES) },
  {
    name: "middleware in the application",
    marks: ["KEPT-1"],
    edit: (p) =>
      p.replace("app.ts", 'app.disable("x-powered-by");', 'app.disable("x-powered-by");\n  app.set("KEPT", "KEPT-1");'),
  },
  {
    name: "another port",
    marks: ["KEPT-4100"],
    edit: (p) => p.replace("server.ts", "?? 3000", "?? 4100 /* KEPT-4100 */"),
  },
  {
    name: "handlers and types together, in the middle of the story",
    marks: ["KEPT-1", "KEPT-2"],
    before: 2,
    edit: (p) => {
      implement(p, "routes/users.ts", "uploadAvatar", 'return void "KEPT-1";');
      p.write(TYPES, `${p.read(TYPES)}\nexport type Mine = "KEPT-2";\n`);
    },
  },
  {
    name: "the line that the document changes too",
    marks: ["KEPT_1"],
    collidesAt: 2,
    before: 2,
    edit: (p) => p.replace(TABLE, "getUser: users.getUser,", "getUser: KEPT_1(users.getUser),"),
  },
  {
    name: "a managed file with text of the user's only",
    marks: ["KEPT_1"],
    collidesAt: 1,
    edit: (p) => p.write(TYPES, "export type KEPT_1 = 1;\n"),
  },
];
