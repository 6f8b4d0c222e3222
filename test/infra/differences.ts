import type { StackName, Synthesised, Template } from "./synth.ts";

export type Difference = { property: string; values: readonly string[] };
type Flat = ReadonlyMap<string, string>;

const absent = "–";

/**
 * Compares the templates of several stages with the stages' own names taken out, and sums the differences up: one entry for
 * each resource type, property and set of values, as `AWS::Logs::LogGroup RetentionInDays` with one value a stage.
 */
export function differences(stages: readonly { name: string; templates: Synthesised }[]): Difference[] {
  const flat = stages.map(({ name, templates }) => flatten(templates, name));
  const paths = [...new Set(flat.flatMap((one) => [...one.keys()]))];
  const found = new Map<string, Difference>();
  for (const path of paths) {
    const values = flat.map((one) => one.get(path) ?? absent);
    const property = path.slice(path.indexOf("|") + 1);
    if (new Set(values).size > 1) found.set(JSON.stringify([property, values]), { property, values });
  }
  return [...found.values()].sort((a, b) => a.property.localeCompare(b.property));
}

function flatten(templates: Synthesised, stage: string): Flat {
  const stacks: StackName[] = ["Data", "Api", "Workers", "Web"];
  const config = leaves(JSON.parse(templates.config.replaceAll(`"${stage}"`, '"<stage>"')), "Web/page|config.json");
  return new Map([...stacks.flatMap((stack) => leavesOf(withoutName(templates[stack], stage), stack)), ...config]);
}

/** Each leaf under `<stack>/<logical id>|<type> <path>`; what belongs to no resource has the template's part as its type. */
function leavesOf(template: Template, stack: StackName): [string, string][] {
  const { Resources, ...rest } = template;
  const resources = Object.entries(Resources).flatMap(([id, { Type, Properties = {}, ...policies }]) => [
    ...leaves({ Type, ...policies }, `${stack}/${id}|${Type}`),
    ...leaves(Properties, `${stack}/${id}|${Type}`),
  ]);
  return [...resources, ...leaves(rest, `${stack}|template`)];
}

function leaves(value: unknown, path: string): [string, string][] {
  if (typeof value !== "object" || value === null) return [[path, String(value)]];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path.includes(" ") ? `${path}.${key}` : `${path} ${key}`));
}

// Names that CDK makes up hold the stage and a hash of it; the page's configuration is compared by what it says.
function withoutName(template: Template, stage: string): Template {
  const text = JSON.stringify(template)
    .replaceAll(new RegExp(`Success${stage}(Data|Api|Workers|Web)\\w*`, "g"), "<generated>")
    .replaceAll(new RegExp(`(Success-|Success |success-|/success/|")${stage}\\b`, "g"), "$1<stage>")
    .replaceAll(/(aws-cdk:cr-owned:(?:assets:)?)[0-9a-f]{8}/g, "$1<hash>")
    .replaceAll(/("SourceObjectKeys":\["[0-9a-f]+\.zip",)"[0-9a-f]+\.zip"/g, '$1"<config>"');
  return JSON.parse(text);
}
