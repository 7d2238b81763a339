import { safeText, type Finding } from "../../kit/index.ts";
import { said } from "./openapi-words.ts";
import type { FindingPage } from "./page.ts";

const name = ({ subject }: Finding): string => safeText(subject.name);

/** What could not be read of an application's routes. */
export const specPages: readonly FindingPage[] = [
  {
    code: "route-path-unresolved",
    title: "A route whose path is only known in part",
    sentence: (finding) =>
      `${name(finding)}: its path is made of something that only the running application knows (${said(finding, "what")})`,
    why: "The sources are interpreted, not run. A path that comes from a database, from the network or out of a computation that cannot be followed leaves a hole, which the document shows as the parameter `{unknown}`. The operation is kept, with `x-backwright-unresolved`.",
    mend: "Put the path or the prefix into a constant, or correct the path in the document: the next run keeps what is there.",
  },
  {
    code: "route-path-assumed",
    title: "A path with a default that the environment may replace",
    sentence: (finding) => `${name(finding)}: the default of a setting was taken for a part of the path`,
    why: 'A prefix such as `process.env.PREFIX ?? "/api"` is only known when the application runs. The document says what holds when the variable is not set.',
    mend: "Nothing to do where the default is what is deployed; else correct the server's address in the document.",
  },
  {
    code: "route-not-mounted",
    title: "A route of a router that no application mounts",
    sentence: (finding) => `${name(finding)}: no application was seen to mount its router, so a prefix may be missing`,
    why: "Routes are followed from the applications. A router that nobody mounts in the sources may be mounted by code that was not read, or by nobody.",
    mend: "Give the folder of the whole project, or remove the router when it is dead.",
  },
  {
    code: "route-mount-unresolved",
    title: "Something is mounted that could not be read",
    sentence: (finding) =>
      `what is mounted here could not be followed (${said(finding, "what")}): its routes are not in the document`,
    why: "A router or plugin that comes from a computation or from code that was not read may hold any number of routes. The document names the place under `x-backwright-unresolved`.",
    mend: "Import the router directly, or write its operations into the document: they are kept.",
  },
  {
    code: "route-handler-unresolved",
    title: "A route whose handler could not be read",
    sentence: (finding) => `${name(finding)}: its handler could not be followed, so its body and answers are not known`,
    why: "The handler is the result of a computation, or comes from a module that was not read. Method and path are in the document; what the handler takes and answers is not.",
    mend: "Hand the function over by its name.",
  },
  {
    code: "route-source-unreadable",
    title: "A source that cannot be parsed",
    sentence: (finding) => `the file cannot be parsed: ${said(finding, "what")}`,
    why: "A file with a syntax error is left out. Routes in it are not in the document.",
    mend: "Mend the syntax.",
  },
  {
    code: "route-source-too-large",
    title: "A source that was left out",
    sentence: (finding) =>
      `${name(finding)} was left out: there are limits to the size and number of files that are read`,
    why: "Files above 2 million characters, more than 5,000 files and more than 64 MB are not read: they are bundles, not sources.",
    mend: "Name the folder of the sources instead of one that holds what a tool has made.",
  },
  {
    code: "route-source-too-complex",
    title: "The sources take too long to follow",
    sentence: (finding) => `the sources were not followed to the end: more than ${said(finding, "what")} steps`,
    why: "Interpreting is bounded so that no code can make it run for ever.",
    mend: "Name a smaller folder.",
  },
  {
    code: "operation-not-in-code",
    title: "An operation of the document that no code serves",
    sentence: (finding) =>
      `${said(finding, "operation")} is in the document and was not found in the code: it was kept`,
    why: "The existing document may describe what is planned, what another service answers, or what was removed. Nothing is deleted from a document that a person has written.",
    mend: "Remove it from the document when it is gone.",
  },
  {
    code: "no-routes",
    title: "No routes were found",
    sentence: (finding) => `no routes of Express, Fastify, Koa or NestJS were found in ${said(finding, "files")} files`,
    why: "Only these four frameworks are read, and only below the project's folder; folders such as node_modules, dist and test are left out.",
    mend: "Check the folder, or write the operations into the document by hand.",
  },
];
