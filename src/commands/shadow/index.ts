// A shadow for a command: a server of our own of the target's major with the target's schema, statistics and rows of ours.
// Belongs here: glue between the World and diff/shadow. Does not: what is measured there (diff/shadow), what a measurement means.
export { makeExtensions } from "./extensions.ts";
export { growFiles } from "./grow.ts";
export { lendingOwnership } from "./lend.ts";
export { openShadow, type Shadow } from "./open.ts";
export { type ShadowNote } from "./notes.ts";
export { readShadowSource, type RoleFacts, type ShadowSource } from "./source.ts";
export { appointWarden, secret } from "./warden.ts";
