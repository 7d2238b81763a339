// What the decision commands share: the profiles of the package and of the working directory.
// Belongs here: reading profile files through the World. Does not: judging them (decide).
export { readShelf } from "./shelf.ts";
