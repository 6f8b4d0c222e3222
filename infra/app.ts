import { App, Validations } from "aws-cdk-lib";
import flags from "aws-cdk-lib/recommended-feature-flags.json" with { type: "json" };
import { AwsSolutionsChecks } from "cdk-nag";
import { project } from "./bundle.ts";
import { apiStack } from "./stacks/api.ts";
import { dataStack } from "./stacks/data.ts";
import { webStack } from "./stacks/web.ts";
import { workersStack } from "./stacks/workers.ts";
import { stageSettings } from "./stages.ts";
import { webOutput } from "./web.ts";

/** `bundles` and `webFiles` are the folders that `npm run build` makes, unless others are named. */
export type AppOptions = { outdir?: string; context?: Readonly<Record<string, string>>; bundles?: string; webFiles?: string };

/** Builds the CDK app of one stage: four stacks, checked by cdk-nag when it is synthesised. The stage comes from the context. */
export function successApp({ outdir, context, bundles = project.bundles, webFiles = webOutput }: AppOptions = {}): App {
  const app = new App({ outdir, context: { ...defaults, ...context }, analyticsReporting: false, treeMetadata: false });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  const settings = stageSettings((key) => app.node.tryGetContext(key));
  const data = dataStack(app, settings);
  const api = apiStack(app, settings, data, bundles);
  workersStack(app, settings, data, bundles);
  webStack(app, settings, api, webFiles);
  return app;
}

// Here and not in cdk.json, which only the CDK command line reads.
const defaults = {
  ...flags,
  // The local runtime resolves exports and imports, so references between stacks must be of that kind.
  "@aws-cdk/core:defaultCrossStackReferences": "strong",
};

if (import.meta.main) successApp().synth();
