// What the page's other scripts define: uPlot stands in front of these files.
declare const uPlot: typeof import("uplot").default;

/** A series of a chart, its values by their place in the data: `timeline.p50Ms`. */
interface SeriesSpec {
  readonly label: string;
  readonly path: string;
  readonly color: string;
  readonly dash?: boolean;
  readonly fill?: boolean;
  readonly points?: boolean;
}

interface ChartSpec {
  readonly kind: "time" | "xy" | "spectrum" | "heat" | "histogram" | "law" | "forest";
  /** How values are written: ` ms`, `/s`. */
  readonly unit: string;
  readonly series?: readonly SeriesSpec[];
  readonly stacked?: boolean;
  readonly xPath?: string;
  readonly xLabel?: string;
  /** Horizontal lines with a name. */
  readonly marks?: readonly { readonly value: number; readonly label: string }[];
}

interface Drawn {
  resize(width: number): void;
  destroy(): void;
}
