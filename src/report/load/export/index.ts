// What an export wrote, as text. Belongs here: its layout. Does not: what is written (load/export), the findings' English.
export { exportText } from "./text.ts";
