// The user's handler files: which operation is which, where its handler lies, what a change of the document does to it.
// Belongs here: syntax trees and positions. Does not: managed files (keep), what a stub says (the frameworks), files on disk.
export { meaningOf } from "./nodes.ts";
export { wordsOf } from "./piece.ts";
export { isSound, sourceOf, type Source } from "./source.ts";
export { decideHandlers, type HandlerDecision, type HandlerWish } from "./decide.ts";
export type { HandlerChange, HandlerChangeKind } from "./change.ts";
export { missingHandlers } from "./exports.ts";
export { identify, keyOf, type OperationName } from "./identity.ts";
export { placesIn, type Places as HandlerPlaces } from "./place.ts";
export type { Expected } from "./reconcile.ts";
export { handlersIn, type HandlerFile, type Handlers } from "./view.ts";
