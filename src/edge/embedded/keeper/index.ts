// The keeper: a small process that starts programs and makes temporary folders for us, and that stops and removes them all
// when the pipe to us closes, however we died. main.ts is what it runs; it imports Node and this room's files only.
// Belongs here: that process and our end of its pipe. Does not: what to start, and where.
export { Keeper, type Ended, type Request } from "./client.ts";
