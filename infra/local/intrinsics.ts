import { account, region } from "./aws.ts";
import { isObject, type Json } from "./json.ts";
import { attributeOf } from "./resource-names.ts";

/** A resource of a synthesised template with what other resources call it; `properties` are resolved when they are read. */
export type Resource = { stack: string; id: string; type: string; name: string; arn: string; ref: string; properties: Json };
export type Stack = { name: string; resources: Map<string, Resource>; parameters: Json; outputs: unknown[] };

/**
 * Makes the function that replaces every intrinsic in a value of one stack's template; `host` is where the local edge listens. That
 * function throws, naming the stack, for an intrinsic it does not know, a missing resource or a missing export.
 */
export function resolver(stack: Stack, stacks: readonly Stack[], host: string): (value: unknown) => unknown {
  const named: Json = {
    ...stack.parameters,
    "AWS::AccountId": account,
    "AWS::Region": region,
    "AWS::Partition": "aws",
    "AWS::URLSuffix": "amazonaws.com",
    "AWS::StackName": stack.name,
    "AWS::NoValue": undefined,
  };
  const intrinsics: Record<string, (argument: unknown) => unknown> = {
    "Fn::GetAtt": (path) => getAtt(Array.isArray(path) ? path.join(".") : String(path)),
    "Fn::Join": (argument) => list(list(argument)[1]).join(String(list(argument)[0])),
    "Fn::Split": (argument) => String(list(argument)[1]).split(String(list(argument)[0])),
    "Fn::Select": (argument) => list(list(argument)[1])[Number(list(argument)[0])],
    "Fn::Sub": (argument) => substitute(argument),
    "Fn::ImportValue": (name) => imported(String(resolve(name))),
  };

  function resolve(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(resolve).filter((item) => item !== undefined);
    if (!isObject(value)) return value;
    const [key = "", ...others] = Object.keys(value);
    if (key === "Ref" && others.length === 0) return ref(String(value.Ref));
    const intrinsic = intrinsics[key];
    if (intrinsic) return intrinsic(value[key]);
    if (key.startsWith("Fn::")) throw new Error(`${stack.name} uses ${key}, which infra/local/intrinsics.ts does not know.`);
    const entries = Object.entries(value).map(([name, item]) => [name, resolve(item)] as const);
    return Object.fromEntries(entries.filter(([, item]) => item !== undefined));
  }

  function list(value: unknown): unknown[] {
    const resolved = resolve(value);
    if (Array.isArray(resolved)) return resolved;
    throw new Error(`${stack.name}: ${JSON.stringify(value)} is not a list.`);
  }

  function ref(id: string): unknown {
    return id in named ? named[id] : resource(id).ref;
  }

  function getAtt(path: string): string {
    const [id = "", ...attribute] = path.split(".");
    const { type, name } = resource(id);
    return attributeOf(type, name, attribute.join("."), host);
  }

  function resource(id: string): Resource {
    const found = stack.resources.get(id);
    if (!found) throw new Error(`${stack.name} refers to ${id}, which it does not have.`);
    return found;
  }

  function substitute(argument: unknown): string {
    const [text, values] = Array.isArray(argument) ? argument : [argument, {}];
    const replace = (_: string, name: string) => {
      if (name.startsWith("!")) return `\${${name.slice(1)}}`;
      if (isObject(values) && name in values) return String(resolve(values[name]));
      return String(name.includes(".") ? getAtt(name) : ref(name));
    };
    return String(text).replaceAll(/\$\{([^}]+)\}/g, replace);
  }

  function imported(name: string): unknown {
    for (const other of stacks) {
      const there = resolver(other, stacks, host);
      const isIt = (output: unknown) => isObject(output) && isObject(output.Export) && there(output.Export.Name) === name;
      const output = other.outputs.find(isIt);
      if (isObject(output)) return there(output.Value);
    }
    throw new Error(`${stack.name} imports ${name}, which no stack exports.`);
  }

  return resolve;
}
