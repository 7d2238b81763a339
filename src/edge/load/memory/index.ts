// What the threads of a run share: counters, histograms, time slots, and the words by which a run is steered.
// Belongs here: plain objects of typed arrays on SharedArrayBuffers, which a worker is handed as they are, and their merging.
// Does not: when to count what (hot/).
export { GATE, NO_LIMIT, STEER, newControl, type Control } from "./control.ts";
export { COUNTER } from "./counters.ts";
export { newLaneMemory, type LaneMemory, type RouteMemory } from "./lane-memory.ts";
export { noteUnfinished } from "./note-unfinished.ts";
export { MOST_SLOTS, SLOT, join as joinSlots, newSlots, slotAt, type Slots } from "./slots.ts";
