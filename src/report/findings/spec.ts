import { safeText, type Finding } from "../../kit/index.ts";
import { said } from "./openapi-words.ts";
import type { FindingPage } from "./page.ts";

const name = ({ subject }: Finding): string => safeText(subject.name);

const wantedWords = (finding: Finding): string =>
  finding.evidence["wanted"] === "" ? "" : ` (it asked for the variables ${said(finding, "wanted")})`;

const routesWords = (finding: Finding): string => `${said(finding, "routes")} routes were registered by then`;

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
    code: "route-left-out",
    title: "What looks like a route was not met",
    sentence: (finding) =>
      `this has the form of a route (${said(finding, "what")}), but nothing that was followed leads to it: it is not in the document`,
    why: "It is registered on something that could not be followed, by a framework that is not known, or in code that nothing calls. Either the application serves it and the document lacks it, or it is dead.",
    mend: "Hand the router over directly, write its operations into the document (they are kept), run with `--probe`, or delete it.",
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
  {
    code: "route-only-running",
    title: "A route that only the started application has",
    sentence: (finding) => `${name(finding)}: only the started application has it; it was added to the document`,
    why: "Files of a folder, a database, the environment or a package decide about it when the application runs, and the reading of the sources cannot know that. It is marked with `x-backwright-unresolved` and stands at the line that registers it, where the stack says so; its body and answers are only known where Fastify was given a schema.",
    mend: "Nothing to do, or write its body and answers into the document: they are kept.",
  },
  {
    code: "route-only-read",
    title: "A route that the started application does not have",
    sentence: (finding) => `${name(finding)}: it was read here, and the started application does not serve it`,
    why: "It may stand behind a setting that is off, in code that nobody calls, or after something that a stub could not answer. It is kept in the document.",
    mend: "Remove dead code, or start the application with the settings of production in .env.example.",
  },
  {
    code: "route-path-resolved",
    title: "A path that the started application has completed",
    sentence: (finding) =>
      `${name(finding)}: the started application completes what was read as ${said(finding, "read")}`,
    why: "Its path is made of something that is only known when the application runs. What was read of its body and answers was kept.",
    mend: "Nothing to do.",
  },
  {
    code: "route-path-differs",
    title: "A path that was read otherwise than it is served",
    sentence: (finding) => `${name(finding)}: it is served there; ${said(finding, "read")} was read from the sources`,
    why: "Both stand on the same line. The document has what the started application serves.",
    mend: "Nothing to do where the settings are those of production; else name them in .env.example.",
  },
  {
    code: "route-catches-all",
    title: "A handler of every method that was left out",
    sentence: (finding) =>
      `${name(finding)}: it answers every method and was taken for what refuses the rest, so it is not in the document`,
    why: "`app.all('*', notFound)` and `.all(methodNotAllowed)` answer what nobody else does. They are no operations of an API.",
    mend: "Write it into the document by hand when it is one: it is kept.",
  },
  {
    code: "probe-no-entry",
    title: "Nothing was found to start",
    sentence: (finding) => `no file that starts an application was found in ${name(finding)}: name it with --entry`,
    why: "The start script and `main` of package.json were looked at, then files that call `listen`, then files called server, main, index or app. The document has what was read.",
    mend: "Name the file: backwright spec . --probe --entry src/server.ts",
  },
  {
    code: "probe-no-application",
    title: "What was started made no application",
    sentence: (finding) =>
      `${name(finding)} was loaded, and no application of Express, Fastify or Koa was made: name another file with --entry`,
    why: "The file neither makes an application nor exports a function that does, by a name such as createApp, buildServer or default. The document has what was read.",
    mend: "Name the file that starts the application, or one that exports it: --entry src/server.ts",
  },
  {
    code: "probe-module-missing",
    title: "The application needs a module that is not there",
    sentence: (finding) =>
      `the application was not started: the module ${said(finding, "module")} is not installed (npm install); the document has what was read`,
    why: "The probe loads the application as Node does, from its own node_modules. Drivers of databases need not be installed, everything else must be.",
    mend: "Install the dependencies (npm install), or build what is generated, and run it again.",
  },
  {
    code: "probe-threw",
    title: "The application threw while it came up",
    sentence: (finding) =>
      `the application threw while it came up: ${said(finding, "reason")}${wantedWords(finding)}; ${routesWords(finding)}`,
    why: "There is no network, no database and none of your environment in a probe. What was registered before it threw was compared.",
    mend: "Give the variables that it needs in .env.example, catch what a missing service causes, or name a file with --entry that exports the application without connecting.",
  },
  {
    code: "probe-exited",
    title: "The application ended itself",
    sentence: (finding) =>
      `the application called process.exit(${said(finding, "exitCode")})${wantedWords(finding)}; ${routesWords(finding)}`,
    why: "Applications often end when a setting or a service is missing. What was registered before was compared.",
    mend: "Give the variables that it needs in .env.example, or name a file with --entry that exports the application.",
  },
  {
    code: "probe-unfinished",
    title: "The application was still at work when its time was up",
    sentence: (finding) =>
      `the application was still coming up after ${said(finding, "timeoutMs")} ms; ${routesWords(finding)}`,
    why: "It may wait for an answer that a probe cannot give. What was registered by then was compared.",
    mend: "Give it longer (--probe-timeout 30s), or name a file with --entry that exports the application.",
  },
  {
    code: "probe-stuck",
    title: "The application never came to rest and was killed",
    sentence: (finding) =>
      `the application did not answer within ${said(finding, "timeoutMs")} ms and was killed: nothing of it could be compared`,
    why: "A loop that never ends lets nobody else have a turn. The document has what was read.",
    mend: "Name a file with --entry that exports the application, or give it longer (--probe-timeout 30s).",
  },
  {
    code: "probe-broken",
    title: "What the probe said could not be read",
    sentence: (finding) => `the probe gave no answer that can be read: ${said(finding, "reason")}`,
    why: "The child process ended before it could say what it had seen, or the application wrote into the channel it says it by. The document has what was read.",
    mend: "Start the application by hand to see what it says; report it when it starts.",
  },
  {
    code: "probe-incomplete",
    title: "A plugin that did not load",
    sentence: (finding) => `${said(finding, "what")} could not load all plugins: ${said(finding, "reason")}`,
    why: "Routes of plugins that come after it are not known to the started application.",
    mend: "Give what it needs in .env.example, or name a file with --entry.",
  },
  {
    code: "probe-kept-away",
    title: "What the started application was kept from",
    sentence: (finding) => `the application was kept from this (${said(finding, "what")}): ${said(finding, "list")}`,
    why: "While routes are probed nothing is connected, written, deleted or started.",
    mend: "Nothing to do.",
  },
  {
    code: "probe-stubbed",
    title: "Packages that stubs stood for",
    sentence: (finding) => `stubs that answer nothing stood for ${said(finding, "list")}`,
    why: "Drivers of databases, caches and queues are replaced, so that nothing real is touched.",
    mend: "Nothing to do.",
  },
];
