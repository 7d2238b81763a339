// Webhooks and callbacks as functions that send them: typed message, typed answer, the URL of a callback from its expression.
// Belongs here: which there are and how they are called. Does not: requests themselves (templates/scaffold), routes.
export { senderFiles, senderFindings } from "./files.ts";
