// A schema as a picture: boxes with columns, links between them, places for both, and the findings on them.
// Belongs here: what is in the picture and where. Does not: drawing it (report/diagram).
export { diagramOf, type Diagram, type DiagramColumn, type DiagramLink, type DiagramTable } from "./diagram.ts";
export { HEAD_HEIGHT, layoutOf, ROW_HEIGHT, type Box, type Line } from "./layout.ts";
