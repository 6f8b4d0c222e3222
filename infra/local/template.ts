import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod/mini";
import { account } from "./aws.ts";
import { type Resource, resolver, type Stack } from "./intrinsics.ts";
import { isObject, type Json } from "./json.ts";
import { arnOf, namingOf } from "./resource-names.ts";

export type Read<T> = Omit<Resource, "properties"> & { properties: T };
export type Cloud = {
  /** All resources of one type with the properties that the schema names; throws, naming the resource, when they have another shape. */
  of<T>(type: string, properties: z.ZodMiniType<T>): Read<T>[];
  /** The folder of the asset that a deployment would upload under this object key. */
  assetFolder(objectKey: string): string;
  /** Puts this cloud's own address where the one stands that the templates were synthesised for. */
  relocate(text: string): string;
};
/** `prefix` begins every name that the templates leave open; `origin` is where this cloud answers. */
export type CloudOptions = { prefix?: string; queueEndpoint: string; origin: string };

const Manifest = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      properties: z.optional(z.object({ templateFile: z.optional(z.string()), stackName: z.optional(z.string()) })),
    }),
  ),
});
const Properties = z.record(z.string(), z.unknown());
const Template = z.object({
  Parameters: z._default(z.record(z.string(), z.object({ Default: z.optional(z.unknown()) })), {}),
  Outputs: z._default(Properties, {}),
  Resources: z._default(z.record(z.string(), z.object({ Type: z.string(), Properties: z._default(Properties, {}) })), {}),
});

/**
 * Reads every stack of a synthesised cloud assembly; intrinsics, pseudo parameters and exports between stacks are resolved when a
 * resource is read. Throws naming the stack for an intrinsic it does not know, a missing resource or a missing export.
 */
export function loadCloud(folder: string, options: CloudOptions): Cloud {
  const { artifacts } = Manifest.parse(JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")));
  const files = Object.entries(artifacts).flatMap(([id, { type, properties }]) => {
    if (type !== "aws:cloudformation:stack") return [];
    return [
      { name: properties?.stackName ?? id, text: readFileSync(join(folder, properties?.templateFile ?? `${id}.template.json`), "utf8") },
    ];
  });
  const written = files.map(({ text }) => /http:\/\/127\.0\.0\.1:\d+(?=\/_issuer)/.exec(text)?.[0]).find(Boolean);
  const relocate = (text: string) => (written === undefined ? text : text.replaceAll(written, options.origin));
  const stacks: Stack[] = [];
  for (const { name, text } of files) stacks.push(readStack(name, Template.parse(JSON.parse(relocate(text))), stacks, options));
  const resources = stacks.flatMap((stack) => [...stack.resources.values()]);
  return {
    of: (type, schema) => resources.filter((resource) => resource.type === type).map((resource) => checked(resource, schema)),
    assetFolder: (objectKey) => join(folder, `asset.${objectKey.replace(/\.zip$/, "")}`),
    relocate,
  };
}

function readStack(name: string, template: z.infer<typeof Template>, stacks: readonly Stack[], options: CloudOptions): Stack {
  const parameters = Object.fromEntries(Object.entries(template.Parameters).map(([key, value]) => [key, value.Default]));
  const stack: Stack = { name, resources: new Map(), parameters, outputs: Object.values(template.Outputs) };
  const resolve = resolver(stack, stacks, new URL(options.origin).host);
  for (const [id, { Type, Properties }] of Object.entries(template.Resources)) {
    stack.resources.set(id, describe(stack, id, Type, Properties, resolve, options));
  }
  return stack;
}

// A template may name one resource after another, so everything is resolved late.
function describe(
  stack: Stack,
  id: string,
  type: string,
  raw: Json,
  resolve: (value: unknown) => unknown,
  options: CloudOptions,
): Resource {
  return {
    stack: stack.name,
    id,
    type,
    get name() {
      const { property, physical } = namingOf(type);
      const given = resolve(raw[property]);
      return physical(typeof given === "string" ? given : `${options.prefix ?? ""}${stack.name}-${id}`);
    },
    get arn() {
      return arnOf(type, this.name);
    },
    get ref() {
      return type === "AWS::SQS::Queue" ? `${options.queueEndpoint}/${account}/${this.name}` : this.name;
    },
    get properties() {
      const resolved = resolve(raw);
      return isObject(resolved) ? resolved : {};
    },
  };
}

function checked<T>(resource: Resource, schema: z.ZodMiniType<T>): Read<T> {
  const result = z.safeParse(schema, resource.properties);
  if (result.success) return { ...resource, properties: result.data };
  const path = result.error.issues[0]?.path.join(".");
  throw new Error(`${resource.type} ${resource.id} of ${resource.stack}: infra/local does not understand its ${path}.`);
}
