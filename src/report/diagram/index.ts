// A schema as a picture: Mermaid, SVG, HTML.
// Belongs here: drawing. Does not: what is in it and where (advice/diagram).
export { diagramHtml } from "./html.ts";
export { diagramMarkdown, diagramText } from "./mermaid.ts";
export { diagramSvg } from "./svg.ts";
