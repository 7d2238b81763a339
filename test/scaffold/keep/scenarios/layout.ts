import { implement, type Scenario } from "./scenario.ts";

const USERS = "routes/users.ts";
const ORDERS = "routes/orders.ts";
const body = (mark: string): string => `const mark = "${mark}"; res.status(200).json({ id: 1, name: mark });`;

/** Edits of imports, comments, layout and places. */
export const layoutScenarios: readonly Scenario[] = [
  {
    name: "an import under another name",
    marks: ["Handlers as H"],
    edit: (p) => {
      p.replace(USERS, "{ Handlers }", "{ Handlers as H }");
      p.write(USERS, p.read(USERS).replaceAll(": Handlers[", ": H["));
    },
  },
  {
    name: "imports of the user's own",
    marks: ["KEPT-1"],
    edit: (p) =>
      p.write(
        USERS,
        `import { readFile } from "node:fs/promises"; // KEPT-1\n${p.read(USERS)}\nexport const reader = readFile;\n`,
      ),
  },
  {
    name: "no imports are left",
    marks: ["KEPT-1"],
    edit: (p) =>
      p.write(
        USERS,
        "// KEPT-1\nexport const listUsers = 1;\nexport const createUser = 2;\nexport const getUser = 3;\nexport const updateUser = 4;\nexport const deleteUser = 5;\n",
      ),
  },
  {
    name: "single quotes, tabs and no semicolons",
    marks: ["KEPT-1"],
    edit: (p) => {
      implement(p, USERS, "listUsers", body("KEPT-1"));
      p.write(USERS, p.read(USERS).replaceAll('"', "'").replaceAll("  ", "\t").replaceAll(/;\n/g, "\n"));
    },
  },
  {
    name: "stubs that are only formatted",
    marks: [],
    edit: (p) => p.write(USERS, p.read(USERS).replaceAll('"', "'").replaceAll(/;\n/g, "\n")),
  },
  {
    name: "Windows line ends",
    marks: ["KEPT-1"],
    edit: (p) => {
      implement(p, USERS, "listUsers", body("KEPT-1"));
      p.write(USERS, p.read(USERS).replaceAll("\n", "\r\n"));
    },
  },
  {
    name: "a byte order mark",
    marks: ["\uFEFF", "KEPT-1"],
    edit: (p) => {
      implement(p, USERS, "getUser", body("KEPT-1"));
      p.write(USERS, `\uFEFF${p.read(USERS)}`);
    },
  },
  {
    name: "a byte order mark, Windows line ends and no imports",
    marks: ["\uFEFF", "KEPT-1"],
    edit: (p) => p.write(USERS, "\uFEFF// KEPT-1\r\nexport const listUsers = 1;\r\nexport const createUser = 2;\r\n"),
    lacks: ["fetchUser", "getUser", "updateUser", "deleteUser"],
  },
  {
    name: "no line end at the end",
    marks: ["KEPT-1"],
    edit: (p) => p.write(USERS, `${p.read(USERS).trimEnd()} // KEPT-1`),
  },
  {
    name: "a licence, a directive and a helper on top",
    marks: ["KEPT-1", "KEPT-2"],
    edit: (p) =>
      p.write(
        USERS,
        `"use strict";\n/* KEPT-1 licence */\n${p.read(USERS)}\nfunction helper() {\n  return "KEPT-2";\n}\n`,
      ),
  },
  {
    name: "a remark inside a stub",
    marks: ["KEPT-1"],
    edit: (p) =>
      p.replace(
        USERS,
        'Handlers["deleteUser"] = async (req, res) =>',
        'Handlers["deleteUser"] = async (req, res) => /* KEPT-1 */',
      ),
  },
  {
    name: "a remark behind a stub",
    marks: ["KEPT-1"],
    edit: (p) => p.write(USERS, `${p.read(USERS).trimEnd()} // KEPT-1\n`),
  },
  {
    name: "a remark between stubs",
    marks: ["KEPT-1"],
    edit: (p) => p.replace(USERS, "/** DELETE", "// KEPT-1: ask Ada\n\n/** DELETE"),
  },
  {
    name: "documentation in the user's words",
    marks: ["KEPT-1"],
    edit: (p) => {
      const text = p.read(USERS);
      p.write(USERS, text.replace(/\/\*\* POST \/users:.*\*\//, "/** KEPT-1 creates. */"));
    },
  },
  {
    name: "documentation is taken away",
    marks: ["KEPT-1"],
    edit: (p) => p.write(USERS, `${p.read(USERS).replaceAll(/\/\*\*.*\*\/\n/g, "")}// KEPT-1\n`),
  },
  {
    name: "handlers in another order",
    marks: ["KEPT-1"],
    edit: (p) => {
      const [head = "", ...rest] = p.read(USERS).split("\n\n");
      p.write(USERS, `${[head, ...rest.toReversed().map((one) => one.trimEnd())].join("\n\n")}\n// KEPT-1\n`);
    },
  },
  {
    name: "a syntax error that is mended later",
    marks: ["KEPT-1"],
    repairBefore: 3,
    edit: (p) => {
      implement(p, USERS, "getUser", body("KEPT-1"));
      p.write(USERS, `${p.read(USERS)}\nexport const half = (\n`);
    },
    repair: (p) => p.replace(USERS, "export const half = (\n", ""),
  },
  {
    name: "a handler is deleted",
    marks: ["KEPT-1"],
    lacks: ["updateUser"],
    edit: (p) => {
      const text = p.read(USERS);
      const start = text.indexOf("export const updateUser");
      p.write(USERS, `${text.slice(0, start)}// KEPT-1\n${text.slice(text.indexOf(";", start) + 1)}`);
    },
  },
  { name: "a handler file is deleted", marks: [], edit: (p) => p.remove(ORDERS) },
  {
    name: "a handler is moved to another handler file",
    marks: ["KEPT-1"],
    edit: (p) => {
      const text = p.read(USERS);
      const start = text.indexOf("export const getUser");
      const end = text.indexOf(";\n", start) + 2;
      p.write(ORDERS, `${p.read(ORDERS)}\n// KEPT-1\n${text.slice(start, end)}`);
      p.write(USERS, text.slice(0, start) + text.slice(end));
    },
  },
  {
    name: "a handler file gets another name",
    marks: ["KEPT-1"],
    edit: (p) => {
      implement(p, USERS, "createUser", body("KEPT-1"));
      p.move(USERS, "routes/people.ts");
    },
  },
  {
    name: "a folder of the user's in routes",
    marks: ["KEPT-1"],
    edit: (p) => {
      p.write("routes/users.test.ts", "// KEPT-1\nexport const getUser = 1;\n");
      p.write("routes/helpers/users.ts", "export const getUser = 1;\n");
    },
  },
];
