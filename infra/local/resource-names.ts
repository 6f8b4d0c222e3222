import { createHash } from "node:crypto";
import { account, region } from "./aws.ts";

type Naming = {
  /** The property that may name the resource. */
  property?: string;
  /** The physical name, made of the given or invented one; the same after a restart. */
  physical?(name: string): string;
  arn?(name: string): string;
  attributes?(name: string, host: string): Record<string, string>;
};

const regional = (service: string, name: string) => `arn:aws:${service}:${region}:${account}:${name}`;
const digest = (name: string) => createHash("sha256").update(name).digest("hex");
const table: Naming = { property: "TableName", arn: (name) => regional("dynamodb", `table/${name}`) };
const namings: Record<string, Naming> = {
  "AWS::ApiGatewayV2::Api": {
    physical: (name) => digest(name).slice(0, 10),
    attributes: (id) => ({ ApiId: id, ApiEndpoint: `https://${id}.execute-api.${region}.amazonaws.com` }),
  },
  "AWS::CloudFront::Distribution": { attributes: (name, host) => ({ DomainName: host, Id: name }) },
  "AWS::CloudFront::Function": { attributes: (name) => ({ FunctionARN: regional("cloudfront", name) }) },
  "AWS::CloudFront::OriginAccessControl": { attributes: (name) => ({ Id: name }) },
  "AWS::DynamoDB::GlobalTable": table,
  "AWS::DynamoDB::Table": table,
  "AWS::Events::EventBus": {
    property: "Name",
    arn: (name) => regional("events", `event-bus/${name}`),
    attributes: (name) => ({ Name: name }),
  },
  "AWS::Events::Rule": { property: "Name", arn: (name) => regional("events", `rule/${name}`) },
  "AWS::KMS::Key": {
    physical: (name) => digest(name).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5"),
    arn: (id) => regional("kms", `key/${id}`),
    attributes: (id) => ({ KeyId: id }),
  },
  "AWS::Lambda::Function": { property: "FunctionName", arn: (name) => regional("lambda", `function:${name}`) },
  "AWS::Logs::LogGroup": { property: "LogGroupName" },
  "AWS::S3::Bucket": {
    property: "BucketName",
    physical: (name) => name.toLowerCase().slice(-63),
    arn: (name) => `arn:aws:s3:::${name}`,
    attributes: (name) => ({ DomainName: `${name}.s3.amazonaws.com`, RegionalDomainName: `${name}.s3.${region}.amazonaws.com` }),
  },
  "AWS::SQS::Queue": { property: "QueueName", attributes: (name) => ({ QueueName: name }) },
};

/** The property that may name a resource of this type, and the physical name that it gets of a given or invented one. */
export function namingOf(type: string): { property: string; physical(name: string): string } {
  const { property = "", physical = (name: string) => name } = namings[type] ?? {};
  return { property, physical };
}

/** Writes the ARN of a resource from its type and physical name. */
export function arnOf(type: string, name: string): string {
  return namings[type]?.arn?.(name) ?? regional(type.split("::")[1]?.toLowerCase() ?? "custom", name);
}

/** What `Fn::GetAtt` gives for a resource; `host` is where the local edge listens. Throws for an attribute that it does not know. */
export function attributeOf(type: string, name: string, attribute: string, host: string): string {
  const value = attribute === "Arn" ? arnOf(type, name) : namings[type]?.attributes?.(name, host)[attribute];
  if (value === undefined) throw new Error(`infra/local/resource-names.ts does not know ${attribute} of ${type}.`);
  return value;
}
