import type { MediaType } from "../../openapi/index.ts";
import { concreteType, preferredMedia } from "../../openapi/sample/index.ts";

/**
 * The media type that fits an Accept header best; of equals the easiest to show. Undefined where none fits.
 *
 * Source: RFC 9110, 12.5.1.
 */
export function acceptedMedia(content: readonly MediaType[], accept: string | undefined): MediaType | undefined {
  const ranges = rangesOf(accept ?? "*/*");
  const qualities = content.map((media) => ({ media, quality: qualityOf(concreteType(media.type), ranges) }));
  const best = Math.max(0, ...qualities.map(({ quality }) => quality));
  if (best === 0) return undefined;
  return preferredMedia(qualities.filter(({ quality }) => quality === best).map(({ media }) => media));
}

interface Range {
  readonly type: string;
  readonly quality: number;
}

function rangesOf(accept: string): readonly Range[] {
  return accept.split(",").map((part) => {
    const [type = "", ...parameters] = part.split(";").map((text) => text.trim().toLowerCase());
    const weight = parameters.find((parameter) => parameter.startsWith("q="));
    const quality = weight === undefined ? 1 : Number(weight.slice(2));
    return { type, quality: Number.isFinite(quality) ? quality : 1 };
  });
}

/** The most exact range that fits counts. */
function qualityOf(type: string, ranges: readonly Range[]): number {
  const family = `${type.slice(0, type.indexOf("/"))}/*`;
  for (const wanted of [type, family, "*/*"]) {
    const range = ranges.find((each) => each.type === wanted);
    if (range !== undefined) return range.quality;
  }
  return 0;
}
