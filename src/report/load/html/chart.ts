import { all, details, type Markup } from "./elements.ts";
import { escapeHtml } from "./escape.ts";

/** What the page's script draws; values are named by their place in the page's data: `timeline.p50Ms`. */
export interface ChartSpec {
  readonly kind: "time" | "xy" | "spectrum" | "heat" | "histogram" | "law" | "forest";
  readonly unit: string;
  readonly series?: readonly {
    readonly label: string;
    readonly path: string;
    readonly color: "blue" | "green" | "orange" | "red" | "purple" | "grey" | "text";
    readonly dash?: boolean;
    readonly fill?: boolean;
    readonly points?: boolean;
  }[];
  readonly stacked?: boolean;
  readonly xPath?: string;
  readonly xLabel?: string;
  /** Horizontal lines with a name. */
  readonly marks?: readonly { readonly value: number; readonly label: string }[];
}

/** A chart with its data as a table for whoever cannot see it. */
export function chart(spec: ChartSpec, label: string, rows: Markup): Markup {
  const place = `<div class="chart" role="figure" aria-label="${escapeHtml(label)}" data-chart="${escapeHtml(JSON.stringify(spec))}"></div>`;
  return all({ html: place }, details("As a table", rows));
}
