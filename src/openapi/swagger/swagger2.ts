import { isDefined } from "../../kit/index.ts";
import type { Dialect } from "../build/index.ts";
import { once, valueAt } from "../reading/index.ts";
import { readBody } from "./body.ts";
import { readForm } from "./form.ts";
import { readParameter } from "./parameter.ts";
import { readResponse } from "./response.ts";

/** Swagger 2.0: the body is a parameter, or several in a form; media types stand at the operation or the document. */
export const swagger2: Dialect = {
  inputs: (reader, site) => {
    const placed = (place: string) => site.parameters.filter((cursor) => valueAt(cursor, "in") === place);
    const [body, forms] = [placed("body")[0], placed("formData")];
    const others = site.parameters.filter((cursor) => cursor !== body && !forms.includes(cursor));
    return {
      parameters: others
        .map((cursor) => once(site.parts.parameters, { reader, cursor }, () => readParameter(reader, cursor)))
        .filter(isDefined),
      body: body ? readBody(reader, body, site) : forms.length > 0 ? readForm(reader, forms, site) : undefined,
    };
  },
  response: (reader, site) => readResponse(reader, site),
};
