// What a command is: its declaration, its words, its help, its settings, and the World that it sees.
// Belongs here: everything between argv and a checked input. Does not: any single command, and the world's real parts.
export type { Clock } from "./clock.ts";
export type {
  Answer,
  Command,
  Declaration,
  Effect,
  Example,
  Format,
  RawSources,
  TypedCommand,
  Views,
} from "./declare.ts";
export { defineCommand } from "./define.ts";
export { duration } from "./duration.ts";
export type { DatabaseServer, EngineInfo, EngineKind, Engines, Login, ServerOptions } from "./engines.ts";
export type { FileFacts, Files, GrowingFile, TemporaryFolder } from "./files.ts";
export { flagsOf, type Flag } from "./flags.ts";
export { detail } from "./help.ts";
export type { Prisma, PrismaFile } from "./prisma.ts";
export type { TypeCheckers } from "./type-checkers.ts";
export type { ProbeRequest, ProbeResult, Probes } from "./probes.ts";
export type { ProcessOptions, ProcessResult, Processes, RunningProcess } from "./processes.ts";
export type { Live, LiveView, Progress, Prompts, Step, Stream } from "./terminal.ts";
export type { ServedAnswer, ServedRequest, ServeOptions, Web, WebAnswer, WebRequest, WebServer } from "./web.ts";
export type { Agents, Modules, Random, World } from "./world.ts";
