import { said } from "./openapi-words.ts";
import type { FindingPage } from "./page.ts";

/** What a document says that an application cannot serve as it stands. */
export const scaffoldPages: readonly FindingPage[] = [
  {
    code: "dynamic-reference-unchecked",
    title: "A dynamic reference that is not checked",
    sentence: (finding) => `${said(finding, "ref")} is a $dynamicRef: the generated validator accepts any value there`,
    why: "What a `$dynamicRef` means depends on the schemas through which it was reached. The generated validators are straight-line code and do not follow it yet, so they are laxer than the document at this place.",
    mend: "Use `$ref` where the target is always the same.",
  },
  {
    code: "keyword-left-to-own-check",
    title: "A keyword that the validation library does not have",
    sentence: (finding) =>
      `${said(finding, "keywords")} is checked by a function in middleware/remaining.ts: ${said(finding, "library")} has nothing that means the same`,
    why: "With `--validator zod`, `ajv` or `typebox` the schemas are written in the library's own words. Where the library lacks a keyword, or holds it otherwise than JSON Schema does, the schema calls a generated function for that keyword, so that requests are judged as the document says. `$ref` stands for schemas that refer to each other in place, such as a parent that lists its children and is their `allOf` too.",
    mend: "Nothing has to be done. Who takes a schema out of the file for use elsewhere takes the function with it.",
  },
  {
    code: "callback-expression-unreadable",
    title: "A callback whose URL cannot be told",
    sentence: (finding) =>
      `the callback ${said(finding, "expression")} has no sender: its key is no runtime expression`,
    why: "The key of a callback says where it is sent: text with expressions such as `{$request.body#/callbackUrl}` in it. What cannot be read as one names no URL.",
    mend: "Write the key as an expression over `$request.body#/…`, `$request.query.…`, `$request.header.…`, `$request.path.…`, `$response.body#/…`, `$response.header.…`, `$url`, `$method` or `$statusCode`.",
  },
  {
    code: "path-ambiguous",
    title: "Parameters that touch each other",
    sentence: (finding) => `${said(finding, "operation")} is not served: two parameters of its path touch each other`,
    why: "In `/{a}{b}` nothing says where the first value ends and the second begins, so no router can take the path apart.",
    mend: "Put a character between the two, or use one parameter.",
  },
  {
    code: "route-unreachable",
    title: "Two operations with the same method and path",
    sentence: (finding) =>
      `${said(finding, "operation")} is never reached: ${said(finding, "taken")} takes its requests`,
    why: "Paths that differ only in the names of their parameters match the same requests, and the first one answers.",
    mend: "Join the two operations, or tell their paths apart by fixed text.",
  },
  {
    code: "framework-version-unfit",
    title: "Another major version of the framework",
    sentence: (finding) =>
      `the project has ${said(finding, "framework")} ${said(finding, "version")}, and the generated code is written for version ${said(finding, "wanted")}`,
    why: "Routes, errors and types differ between the major versions of a framework: the code may not compile, or answer wrongly.",
    mend: "Install the version that is named.",
  },
  {
    code: "validator-library-missing",
    title: "A validation library that the project does not have",
    sentence: (finding) =>
      `package.json does not name ${said(finding, "library")}, in whose words the schemas are written: npm install ${said(finding, "library")}@${said(finding, "range")}`,
    why: "With `--validator zod`, `ajv` or `typebox` the generated code imports that library, and does not compile without it.",
    mend: "Install the version that is named.",
  },
  {
    code: "module-syntax-refused",
    title: "A project that takes no import statements",
    sentence: (finding) =>
      `verbatimModuleSyntax with module ${said(finding, "module")} refuses the import statements of the generated code in a CommonJS project`,
    why: "With `verbatimModuleSyntax` the compiler writes import statements as they stand, and Node reads the files of this project as CommonJS, which has none: the compiler refuses them.",
    mend: 'Set `"type": "module"` in package.json, or leave `verbatimModuleSyntax` out.',
  },
  {
    code: "module-type-missing",
    title: "JavaScript whose package does not say that it has modules",
    sentence: () => "the generated JavaScript has import statements, and package.json does not say what its files are",
    why: "Without `type` in package.json Node reads every `.js` file twice, as CommonJS and then as a module, and warns of it; TypeScript and bundlers may take the files for CommonJS.",
    mend: "`npm pkg set type=module`, where no file of the package uses `require`.",
  },
];
