// The Model Context Protocol over stdio: tools in, protocol out.
// Belongs here: the protocol's server. Does not: which commands there are and how one is run (main).
export { serveTools } from "./serve.ts";
export type { Tool, ToolAnswer, ToolCall } from "./tool.ts";
