import { setTimeout as pause } from "node:timers/promises";
import * as z from "zod/mini";
import { callAws } from "#infra/local/aws.ts";
import type { Cloud, Read } from "#infra/local/template.ts";

const Index = z.looseObject({ IndexName: z.string(), Projection: z.looseObject({ ProjectionType: z.string() }) });
const Table = z.object({
  AttributeDefinitions: z.array(z.unknown()),
  KeySchema: z.array(z.object({ AttributeName: z.string(), KeyType: z.string() })),
  GlobalSecondaryIndexes: z.optional(z.array(Index)),
  TimeToLiveSpecification: z.optional(z.object({ AttributeName: z.string(), Enabled: z.boolean() })),
});
const Described = z.object({ Table: z.object({ TableStatus: z.string(), GlobalSecondaryIndexes: z.optional(z.array(Index)) }) });

/** All tables of the templates. */
export function tablesOf(cloud: Cloud): Read<z.infer<typeof Table>>[] {
  return ["AWS::DynamoDB::GlobalTable", "AWS::DynamoDB::Table"].flatMap((type) => cloud.of(type, Table));
}

/**
 * Creates the tables that the engine does not hold yet, with indexes and time to live. A kept table whose indexes are not the
 * template's is refused with the way out: the local engines can't be trusted to fill a new index from old items.
 */
export async function createTables(endpoint: string, cloud: Cloud): Promise<void> {
  await Promise.all(tablesOf(cloud).map((table) => createTable(endpoint, table)));
}

async function createTable(endpoint: string, { name, properties }: Read<z.infer<typeof Table>>): Promise<void> {
  const call = <T>(action: string, input: object, output: z.ZodMiniType<T>) =>
    callAws(endpoint, `DynamoDB_20120810.${action}`, { TableName: name, ...input }, output);
  const describe = () =>
    call("DescribeTable", {}, Described).catch((error: Error) =>
      error.name === "ResourceNotFoundException" ? undefined : Promise.reject(error),
    );
  const { TimeToLiveSpecification, ...schema } = properties;
  const existing = await describe();
  if (existing) {
    if (summary(existing.Table.GlobalSecondaryIndexes) === summary(schema.GlobalSecondaryIndexes)) return;
    throw new Error(`The kept table ${name} has other indexes than the template: begin anew with npm start -- --fresh.`);
  }
  await call("CreateTable", { BillingMode: "PAY_PER_REQUEST", ...schema }, z.unknown());
  while ((await describe())?.Table.TableStatus !== "ACTIVE") await pause(10);
  if (TimeToLiveSpecification) await call("UpdateTimeToLive", { TimeToLiveSpecification }, z.unknown());
}

function summary(indexes: z.infer<typeof Index>[] = []): string {
  return indexes
    .map(({ IndexName, Projection }) => `${IndexName} ${Projection.ProjectionType}`)
    .sort()
    .join();
}
