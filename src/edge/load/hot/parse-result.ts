/** What a call of the parser found: the answer goes on, is complete, or is no HTTP/1.1. */
export const MORE = 0;
export const DONE = 1;
export const BAD = 2;
