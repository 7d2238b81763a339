// The door for agents: every command as a tool of the Model Context Protocol.
export { serveMcp } from "./main/index.ts";
