import { ofType, type Template, target } from "./synth.ts";

export type Statement = {
  Effect: "Allow" | "Deny";
  Action: string | string[];
  Resource: unknown;
  Condition?: Readonly<Record<string, Readonly<Record<string, string | string[]>>>>;
};
type RoleProperties = { Policies?: { PolicyName: string; PolicyDocument: { Statement: Statement[] } }[]; ManagedPolicyArns?: unknown[] };
type FunctionProperties = { Environment: { Variables: Record<string, unknown> }; Role: unknown };

export type FunctionAccess = { key: string; statements: Statement[]; managed: unknown[] };

/** Reads what each function of ours may do, by its key, from its role in the template. */
export function accessOfFunctions(template: Template): FunctionAccess[] {
  const roles = new Map(ofType<RoleProperties>(template, "AWS::IAM::Role").map(({ id, properties }) => [id, properties]));
  return ofType<FunctionProperties>(template, "AWS::Lambda::Function").flatMap(({ properties }) => {
    const key = properties.Environment?.Variables.POWERTOOLS_SERVICE_NAME;
    if (typeof key !== "string") return [];
    const role = roles.get(target(properties.Role) ?? "");
    const statements = (role?.Policies ?? []).flatMap((policy) => policy.PolicyDocument.Statement);
    return [{ key, statements, managed: role?.ManagedPolicyArns ?? [] }];
  });
}

export function listOf<T>(value: T | T[] | undefined): T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/**
 * Tells whether IAM would let a DynamoDB call through: one statement allows the action on the table (or on the index, when one
 * is named) for that partition key. Knows the two condition operators that the stacks use and throws on any other.
 */
export function allows(statements: readonly Statement[], action: string, partition: string, index?: string): boolean {
  const matching = statements.filter((statement) => coversAction(statement, action) && coversResource(statement, index));
  const applying = matching.filter((statement) => meets(statement.Condition ?? {}, partition));
  return applying.some((statement) => statement.Effect === "Allow") && !applying.some((statement) => statement.Effect === "Deny");
}

function coversAction(statement: Statement, action: string): boolean {
  return listOf(statement.Action).some((pattern) => like(pattern, `dynamodb:${action}`));
}

function coversResource(statement: Statement, index: string | undefined): boolean {
  return listOf(statement.Resource).some((resource) => {
    const text = JSON.stringify(resource);
    if (text === '"*"') return true;
    return text.includes("Table") && (index === undefined ? !text.includes("/index/") : text.includes(`/index/${index}"`));
  });
}

function meets(condition: NonNullable<Statement["Condition"]>, partition: string): boolean {
  return Object.entries(condition).every(([operator, keys]) => {
    const patterns = listOf(keys["dynamodb:LeadingKeys"]);
    if (operator === "ForAllValues:StringLike") return patterns.some((pattern) => like(pattern, partition));
    if (operator === "ForAllValues:StringNotLike") return !patterns.some((pattern) => like(pattern, partition));
    throw new Error(`No rule for the condition operator ${operator}`);
  });
}

function like(pattern: string, value: string): boolean {
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${expression}$`, "s").test(value);
}
