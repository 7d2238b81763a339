/** The template that sends requests: part of the client, and a file of its own beside senders. */
export const CALL_TEMPLATE = "common/middleware/runtime/call.ts";
