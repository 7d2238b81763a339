// What the route tables and handler files of all frameworks share: order, paths, plans of operations, lost routes.
// Belongs here: facts about routes. Does not: a framework's own words (express, fastify, koa), types, validators.
export { allowedMethods } from "./allowed.ts";
export { handlerFile, type StubForm } from "./handler-file.ts";
export { handlerTable } from "./handler-table.ts";
export { inRouteOrder, pathRules } from "./order.ts";
export { decodeSafely, escaped, literalText, routePath, spelled } from "./path.ts";
export { routeFindings, sameRoutes, sharedRoutes } from "./route-findings.ts";
export { answerOption, optionsType, serveSettings } from "./router-options.ts";
export { schemesTable } from "./schemes.ts";
export { notServed, onMatchingQuery, servedCall } from "./served.ts";
export { templatesOf } from "./templates.ts";
