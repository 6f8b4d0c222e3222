import { globSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import * as z from "zod/mini";
import type { QueuesAndBuckets } from "#infra/engines/queues-and-buckets.ts";
import type { Cloud } from "./template.ts";

const DeploymentProperties = z.object({
  SourceObjectKeys: z.array(z.string()),
  SourceMarkers: z._default(z.array(z.record(z.string(), z.string())), []),
  DestinationBucketName: z.string(),
  DestinationBucketKeyPrefix: z._default(z.string(), ""),
  SystemMetadata: z._default(z.object({ "cache-control": z.optional(z.string()) }), {}),
});
type Deployment = z.infer<typeof DeploymentProperties> & { prefix: string };
type Buckets = QueuesAndBuckets["buckets"];

const types: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

/** Does what CDK's bucket deployments do: copies each asset's files into the bucket, with markers and address replaced in JSON files. */
export function deploySite(cloud: Cloud, buckets: Buckets): void {
  for (const deployment of deploymentsOf(cloud)) {
    for (const [index, objectKey] of deployment.SourceObjectKeys.entries()) {
      const folder = cloud.assetFolder(objectKey);
      const markers = Object.entries(deployment.SourceMarkers[index] ?? {});
      const replaced = (text: string) =>
        markers.reduce((result, [marker, value]) => result.replaceAll(marker, value), cloud.relocate(text));
      for (const file of filesIn(folder)) put(buckets, deployment, join(folder, file), `${deployment.prefix}${file}`, replaced);
    }
  }
}

/** Puts a newer build of the page where the deployments put the first one, each file under the deployment whose prefix it has. */
export function updateSite(cloud: Cloud, buckets: Buckets, folder: string): void {
  const deployments = deploymentsOf(cloud).sort((a, b) => b.prefix.length - a.prefix.length);
  for (const file of filesIn(folder)) {
    const deployment = deployments.find(({ prefix }) => file.startsWith(prefix));
    if (deployment) put(buckets, deployment, join(folder, file), file, cloud.relocate);
  }
}

function deploymentsOf(cloud: Cloud): Deployment[] {
  return cloud.of("Custom::CDKBucketDeployment", DeploymentProperties).map(({ properties }) => ({
    ...properties,
    prefix: properties.DestinationBucketKeyPrefix && `${properties.DestinationBucketKeyPrefix}/`,
  }));
}

function put(buckets: Buckets, deployment: Deployment, path: string, key: string, replaced: (text: string) => string): void {
  const bytes = readFileSync(path);
  const body = path.endsWith(".json") ? Buffer.from(replaced(bytes.toString())) : bytes;
  const type = types[extname(path)] ?? "application/octet-stream";
  buckets.putObject(deployment.DestinationBucketName, key, body, type, {}, { cacheControl: deployment.SystemMetadata["cache-control"] });
}

function filesIn(folder: string): string[] {
  return globSync("**/*.*", { cwd: folder }).map((file) => file.replaceAll("\\", "/"));
}
