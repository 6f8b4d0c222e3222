import { writeFileSync } from "node:fs";
import { writeClientTypes } from "./client-types.ts";
import { buildOpenApi } from "./openapi.ts";

/** `npm run openapi`: writes the API description and the client's types. A test fails when they are not up to date. */
const document = buildOpenApi();
writeFileSync("docs/reference/openapi.json", `${JSON.stringify(document, null, 2)}\n`);
writeFileSync("web/src/api/schema.d.ts", writeClientTypes(document));
