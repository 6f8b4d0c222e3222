import { Validations } from "aws-cdk-lib";
import type { IConstruct } from "constructs";

/** Suppresses one cdk-nag finding on a construct; the reason is for the reader of a security review. */
export function acknowledge(construct: IConstruct, rule: string, reason: string): void {
  Validations.of(construct).acknowledge({ id: `AwsSolutions::AwsSolutions-${rule}`, reason });
}
