/** A scenario, read and checked: plain data that is handed to worker threads as it is. */
export interface Scenario {
  readonly name: string;
}
