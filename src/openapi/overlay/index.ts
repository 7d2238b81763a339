// Overlays (OpenAPI Overlay 1.0 and 1.1): a list of changes × a document → the changed document.
// Belongs here: reading overlays, their targets, applying them within bounds. Does not: what the document says.
export { applyOverlays } from "./apply-all.ts";
export { readOverlay } from "./document.ts";
