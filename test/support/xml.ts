export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

const plain = (text: string): string =>
  text.replace(/&(\w+);|&/g, (entity, name: string | undefined) => {
    const character = ENTITIES[name ?? ""];
    if (character === undefined) throw new Error(`${entity} is no entity`);
    return character;
  });

/** The elements of a document in the order in which they begin; fails where it is not well-formed. */
export function elementsOf(document: string): readonly XmlElement[] {
  const body = document.replace(/^<\?xml[^?]*\?>\n/, "");
  const found: XmlElement[] = [];
  const open: string[] = [];
  const rest = body.replace(
    /<(\/?)([a-z-]+)((?:\s+[a-z]+="[^"<]*")*)\s*(\/?)>/g,
    (_, close, name, attributes, empty) => {
      if (close === "/") {
        if (open.pop() !== name) throw new Error(`</${name}> ends nothing`);
        return "";
      }
      const pairs = [...String(attributes).matchAll(/([a-z]+)="([^"]*)"/g)];
      found.push({
        name,
        attributes: Object.fromEntries(pairs.map(([, key = "", value = ""]) => [key, plain(value)])),
      });
      if (empty === "") open.push(name);
      return "";
    },
  );
  if (open.length > 0 || rest.includes("<")) throw new Error(`not well-formed: ${open.join(", ")} ${rest}`);
  plain(rest);
  return found;
}
