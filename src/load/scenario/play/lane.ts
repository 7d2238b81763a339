/** Which part of the users an actor plays, and the clock that it is told. */
export interface ScenarioLane {
  /** This lane's number, from 0, of `lanes` that play the scenario at the same time. */
  readonly lane: number;
  readonly lanes: number;
  /** Unix time in milliseconds at 0 of the clock that `nowMs` is read from. */
  readonly epochMs: number;
  /** Of this run; instead of the scenario's own. */
  readonly seed?: number;
  /** The number of the next iteration over all lanes, from 0 on: which row of a feeder it gets. Missing: shared out by lane. */
  readonly nextRow?: () => number;
}
