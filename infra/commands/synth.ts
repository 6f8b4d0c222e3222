import { successApp } from "#infra/app.ts";
import { localPlaces } from "#infra/bundler.ts";

// Runs in a process of its own, so that changed stacks are read anew; stage and output folder come from CDK's environment variables.
successApp({ bundles: localPlaces.bundles }).synth();
