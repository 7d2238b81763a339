// A run over time as compact text, for a file that a later run is compared with.
// Belongs here: packing slots and unpacking them. Does not: reading files, comparing.
export { packSlots, type PackedSlots } from "./pack.ts";
export { unpackSlots } from "./unpack.ts";
