/** Sends a planned load and answers what was measured. `edge/load` implements it. */
export interface LoadEngine {
  /** Name of the transport that will be used, as the report prints it: `node:net`. */
  readonly transport: string;
}
