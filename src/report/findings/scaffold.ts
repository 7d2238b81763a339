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
    code: "module-syntax-refused",
    title: "A project that takes no import statements",
    sentence: (finding) =>
      `verbatimModuleSyntax with module ${said(finding, "module")} refuses the import statements of the generated code in a CommonJS project`,
    why: "With `verbatimModuleSyntax` the compiler writes import statements as they stand, and Node reads the files of this project as CommonJS, which has none: the compiler refuses them.",
    mend: 'Set `"type": "module"` in package.json, or leave `verbatimModuleSyntax` out.',
  },
];
