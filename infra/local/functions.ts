import { join } from "node:path";
import * as z from "zod/mini";
import { credentials, region } from "./aws.ts";
import { createFunction, type LambdaFunction } from "./lambda.ts";
import type { Cloud, Read } from "./template.ts";

const Properties = z.object({
  Code: z.object({ S3Key: z._default(z.string(), "") }),
  Runtime: z._default(z.string(), ""),
  Handler: z._default(z.string(), ""),
  Environment: z._default(z.object({ Variables: z.record(z.string(), z.string()) }), { Variables: {} }),
  Timeout: z._default(z.number(), 3),
  MemorySize: z._default(z.number(), 128),
  ReservedConcurrentExecutions: z._default(z.number(), 4), // more would not fit on one machine
  LoggingConfig: z._default(z.object({ LogGroup: z.string() }), { LogGroup: "" }),
});
type Report = (line: string) => void;

/**
 * Makes the functions of the templates that run on Node, with the environment that AWS gives them; `endpoints` are the engines by the
 * names of the SDK's endpoint variables. CDK's own Python function for deployments is `site-files.ts` here.
 */
export function createFunctions(cloud: Cloud, endpoints: Record<string, string>, logsDir: string, report: Report): LambdaFunction[] {
  const own = cloud.of("AWS::Lambda::Function", Properties).filter(({ properties }) => properties.Runtime.startsWith("nodejs"));
  return own.map((one) => {
    const { Code, Handler, Environment, Timeout, MemorySize, ReservedConcurrentExecutions, LoggingConfig } = one.properties;
    const title = Environment.Variables.POWERTOOLS_SERVICE_NAME ?? one.id;
    const settings = {
      name: one.name,
      arn: one.arn,
      title,
      folder: cloud.assetFolder(Code.S3Key),
      handler: Handler,
      environment: { ...Environment.Variables, ...runtimeVariables(one, title, endpoints) },
      timeoutSeconds: Timeout,
      memoryMb: MemorySize,
      concurrency: Math.min(4, ReservedConcurrentExecutions),
      logGroup: LoggingConfig.LogGroup,
      logFile: join(logsDir, `${title.replaceAll("/", "-")}.log`),
    };
    return createFunction(settings, report);
  });
}

function runtimeVariables({ name, properties }: Read<z.infer<typeof Properties>>, title: string, endpoints: Record<string, string>) {
  return {
    AWS_REGION: region,
    // Each function signs with a key of its own, its title in hexadecimal, so that an engine's caller can be told.
    AWS_ACCESS_KEY_ID: Buffer.from(title).toString("hex"),
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_EXECUTION_ENV: `AWS_Lambda_${properties.Runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(properties.MemorySize),
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    ...Object.fromEntries(Object.entries(endpoints).map(([service, endpoint]) => [`AWS_ENDPOINT_URL_${service}`, endpoint])),
  };
}
