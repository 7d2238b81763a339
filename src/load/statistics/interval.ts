/** Two bounds, both included. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}
