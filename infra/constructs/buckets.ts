import { Duration, RemovalPolicy } from "aws-cdk-lib";
import { BlockPublicAccess, Bucket, BucketEncryption, type BucketProps } from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";
import { acknowledge } from "../acknowledge.ts";
import type { StageSettings } from "../stages.ts";

const closed = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  encryption: BucketEncryption.S3_MANAGED,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
} as const satisfies BucketProps;

/** Makes a bucket that nobody reaches without TLS and an own permission. */
export function privateBucket(scope: Construct, id: string, settings: StageSettings, props: BucketProps = {}): Bucket {
  return new Bucket(scope, id, { ...closed, removalPolicy: settings.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY, ...props });
}

/** Makes a bucket that takes access logs and forgets them after some days. */
export function accessLogBucket(scope: Construct, id: string, settings: StageSettings, props: BucketProps = {}): Bucket {
  const bucket = privateBucket(scope, id, settings, { lifecycleRules: [{ expiration: Duration.days(settings.logDays) }], ...props });
  acknowledge(bucket, "S1", "This bucket takes an access log; logging its own access would never end.");
  return bucket;
}
