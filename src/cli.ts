// The door for people: `backwright` and its four alias bins.
export { open as door } from "./main/pages/index.ts";
