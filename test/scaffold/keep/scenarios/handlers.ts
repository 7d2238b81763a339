import { implement, type Scenario } from "./scenario.ts";

const USERS = "routes/users.ts";
const ORDERS = "routes/orders.ts";
const answer = (mark: string): string => `res.status(200).json({ id: 1, name: "${mark}" });`;

/** Edits of the code of handlers. */
export const handlerScenarios: readonly Scenario[] = [
  { name: "a handler is written", marks: ["KEPT-1"], edit: (p) => implement(p, USERS, "getUser", answer("KEPT-1")) },
  {
    name: "every handler of a tag is written",
    marks: ["KEPT-A", "KEPT-B", "KEPT-C", "KEPT-D", "KEPT-E"],
    edit: (p) => {
      for (const [index, id] of ["listUsers", "createUser", "getUser", "updateUser", "deleteUser"].entries())
        implement(p, USERS, id, answer(`KEPT-${"ABCDE"[index] ?? ""}`));
    },
  },
  {
    name: "a handler whose operation goes and comes back",
    marks: ["KEPT-1"],
    edit: (p) => implement(p, ORDERS, "listOrders", answer("KEPT-1")),
  },
  {
    name: "a handler whose operation goes for good",
    marks: ["KEPT-1"],
    edit: (p) => implement(p, USERS, "deleteUser", answer("KEPT-1")),
  },
  {
    name: "a handler whose tag changes",
    marks: ["KEPT-1"],
    edit: (p) => implement(p, ORDERS, "getOrder", answer("KEPT-1")),
  },
  {
    name: "a function declaration",
    marks: ["KEPT-1"],
    edit: (p) => {
      implement(p, USERS, "getUser", answer("KEPT-1"));
      p.replace(
        USERS,
        'export const getUser: Handlers["getUser"] = async (req, res) =>',
        "export async function getUser(req, res)",
      );
    },
  },
  {
    name: "an arrow with a parameter type",
    marks: ["KEPT-1"],
    edit: (p) => {
      implement(p, USERS, "getUser", answer("KEPT-1"));
      p.replace(
        USERS,
        'getUser: Handlers["getUser"] = async (req, res)',
        'getUser = async (...[req, res]: Parameters<Handlers["getUser"]>)',
      );
    },
  },
  {
    name: "a wrapped handler",
    marks: ["KEPT-1"],
    edit: (p) => {
      implement(p, USERS, "getUser", answer("KEPT-1"));
      p.replace(USERS, 'Handlers["getUser"] = async', 'Handlers["getUser"] = logged("KEPT-2", async');
      p.replace(USERS, `${answer("KEPT-1")}\n};`, `${answer("KEPT-1")}\n});`);
    },
  },
  {
    name: "satisfies instead of an annotation",
    marks: ["KEPT-1"],
    edit: (p) => {
      implement(p, USERS, "getUser", answer("KEPT-1"));
      p.replace(USERS, 'getUser: Handlers["getUser"] = async', "getUser = (async");
      p.replace(USERS, `${answer("KEPT-1")}\n};`, `${answer("KEPT-1")}\n}) satisfies Handlers["getUser"];`);
    },
  },
  {
    name: "exports in a list",
    marks: ["KEPT-1"],
    edit: (p) => {
      implement(p, USERS, "getUser", answer("KEPT-1"));
      p.replace(USERS, "export const getUser", "const getUser");
      p.write(USERS, `${p.read(USERS)}\nexport { getUser };\n`);
    },
  },
  {
    name: "an export under another name",
    marks: ["KEPT-1"],
    edit: (p) => {
      implement(p, USERS, "getUser", answer("KEPT-1"));
      p.replace(USERS, "export const getUser", "const loadUser");
      p.write(USERS, `${p.read(USERS)}\nexport { loadUser as getUser };\n`);
    },
  },
  {
    name: "a handler that lives in another module",
    marks: ["KEPT-1"],
    edit: (p) => {
      p.write("users/get-user.ts", 'export const getUser = "KEPT-1";\n');
      const text = p.read(USERS);
      const start = text.indexOf("export const getUser");
      p.write(
        USERS,
        `${text.slice(0, start)}export { getUser } from "../users/get-user.js";\n${text.slice(text.indexOf("\n", text.indexOf(";", start)) + 1)}`,
      );
    },
  },
  {
    name: "a module that exports everything of another",
    marks: ["KEPT-1"],
    lacks: ["uploadAvatar", "fetchUser"],
    edit: (p) => {
      p.write("users/all.ts", `${p.read(USERS)}// KEPT-1\n`);
      p.write(USERS, 'export * from "../users/all.js";\n');
    },
  },
  {
    name: "handlers that are destructured",
    marks: ["KEPT-1"],
    edit: (p) =>
      p.write(
        USERS,
        "const made = () => ({}) as any; // KEPT-1\nexport const { listUsers, createUser, getUser, updateUser, deleteUser } = made();\n",
      ),
  },
  {
    name: "two handlers in one statement",
    marks: ["KEPT-1"],
    edit: (p) => {
      const text = p.read(USERS);
      p.write(
        USERS,
        `${text.slice(0, text.indexOf("/**"))}const f = () => "KEPT-1";\nexport const listUsers = f, createUser = f, getUser = f, updateUser = f, deleteUser = f;\n`,
      );
    },
  },
  {
    name: "a local variable of the handler's name",
    marks: ["KEPT-1"],
    edit: (p) => implement(p, USERS, "getUser", `const getUser = "KEPT-1"; ${answer("x")} return void getUser;`),
  },
  {
    name: "a handler that calls another",
    marks: ["KEPT-1", "return fetchUser(req as never, res as never)"],
    before: 2,
    edit: (p) =>
      implement(p, USERS, "updateUser", 'const note = "KEPT-1"; return getUser(req as never, res as never);'),
  },
  {
    name: "a handler in a table of the user's",
    marks: ["mine = [fetchUser, listUsers]"],
    marksFrom: 2,
    edit: (p) => p.write(USERS, `${p.read(USERS)}\nexport const mine = [getUser, listUsers];\n`),
  },
  {
    name: "a shorthand property that is renamed",
    marks: ["getUser: fetchUser, listUsers"],
    marksFrom: 2,
    edit: (p) => p.write(USERS, `${p.read(USERS)}\nexport const mine = { getUser, listUsers };\n`),
  },
  {
    name: "a helper that has the later name",
    marks: ["KEPT-1"],
    edit: (p) => {
      implement(p, USERS, "getUser", "return fetchUser(req, res);");
      p.write(USERS, `${p.read(USERS)}\nconst fetchUser = (...all: readonly unknown[]) => ["KEPT-1", all];\n`);
    },
  },
  {
    name: "the user renames the handler before the document does",
    marks: ["KEPT-1"],
    before: 2,
    edit: (p) => {
      implement(p, USERS, "getUser", answer("KEPT-1"));
      p.replace(USERS, 'getUser: Handlers["getUser"]', 'fetchUser: Handlers["fetchUser"]');
    },
  },
  {
    name: "the user writes a handler before the document has it",
    marks: ["KEPT-1"],
    edit: (p) => p.write(USERS, `${p.read(USERS)}\nexport const uploadAvatar = () => "KEPT-1";\n`),
  },
  {
    name: "a text that looks like a handler",
    marks: ['KEPT-1 export const getUser: Handlers["getUser"] = 1;'],
    edit: (p) =>
      implement(
        p,
        USERS,
        "listUsers",
        'const text = `KEPT-1 export const getUser: Handlers["getUser"] = 1;`; return void text;',
      ),
  },
  {
    name: "a comment that looks like a handler",
    marks: ["KEPT-1 export const getUser = 1;"],
    edit: (p) => p.write(USERS, `/* KEPT-1 export const getUser = 1; */\n${p.read(USERS)}`),
  },
  {
    name: "letters beyond ASCII and a character of two units",
    marks: ["KEPT-ÄÖ-😀-1"],
    edit: (p) => {
      implement(p, USERS, "listUsers", answer("KEPT-ÄÖ-😀-1"));
      implement(p, USERS, "getUser", answer("ß"));
    },
  },
];
