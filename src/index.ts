// The door for programs. Each tool has its own subpath: backwright/scaffold, /db, /load, /decide.
export {
  BackwrightError,
  isBackwrightError,
  type ExitCode,
  type Finding,
  type Severity,
  type Subject,
} from "./kit/index.ts";
export { runCommand, type CallOptions } from "./main/index.ts";
