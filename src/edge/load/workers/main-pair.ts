import { servePair } from "./serve-pair.ts";

// What a worker runs when two endpoints are compared.
servePair();
