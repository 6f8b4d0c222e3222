import { join } from "node:path";
import { Duration, Fn, type Stack } from "aws-cdk-lib";
import type { HttpApi } from "aws-cdk-lib/aws-apigatewayv2";
import { Certificate } from "aws-cdk-lib/aws-certificatemanager";
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  OriginSslPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from "aws-cdk-lib/aws-cloudfront";
import { HttpOrigin, S3BucketOrigin } from "aws-cdk-lib/aws-cloudfront-origins";
import { type Bucket, ObjectOwnership } from "aws-cdk-lib/aws-s3";
import { acknowledge } from "../acknowledge.ts";
import type { StageSettings } from "../stages.ts";
import { accessLogBucket, privateBucket } from "./buckets.ts";
import { apiHeaders, pageHeaders } from "./response-headers.ts";

export type Front = { site: Bucket; distribution: Distribution; webUrl: string };

/** Makes the one address that people use: CloudFront with the page's files from a private bucket and the API below `/v3/`. */
export function makeFront(stack: Stack, settings: StageSettings, api: HttpApi, issuerOrigins: readonly string[]): Front {
  const site = privateBucket(stack, "Site", settings);
  acknowledge(site, "S1", "Only CloudFront reads this bucket, and its access log has every request.");
  const logs = accessLogBucket(stack, "AccessLogs", settings, {
    // CloudFront delivers its log through an ACL.
    objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED,
  });
  const distribution = new Distribution(stack, "Distribution", {
    comment: `Success ${settings.stage}`,
    defaultRootObject: "index.html",
    ...ownDomain(stack, settings),
    logBucket: logs,
    defaultBehavior: pageBehavior(stack, site, issuerOrigins),
    additionalBehaviors: { "/v3/*": apiBehavior(stack, api) },
  });
  acknowledgeFindings(distribution, settings);
  return { site, distribution, webUrl: `https://${settings.domain?.name ?? distribution.distributionDomainName}` };
}

function pageBehavior(stack: Stack, site: Bucket, issuerOrigins: readonly string[]): BehaviorOptions {
  const router = new EdgeFunction(stack, "Router", {
    comment: "Redirects, and deep links to the page",
    runtime: FunctionRuntime.JS_2_0,
    code: FunctionCode.fromFile({ filePath: join(import.meta.dirname, "../edge/router.js") }),
  });
  return {
    origin: S3BucketOrigin.withOriginAccessControl(site),
    viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
    cachePolicy: CachePolicy.CACHING_OPTIMIZED,
    responseHeadersPolicy: pageHeaders(stack, issuerOrigins),
    functionAssociations: [{ eventType: FunctionEventType.VIEWER_REQUEST, function: router }],
  };
}

function apiBehavior(stack: Stack, api: HttpApi): BehaviorOptions {
  return {
    origin: new HttpOrigin(Fn.join(".", [api.apiId, "execute-api", stack.region, stack.urlSuffix]), {
      protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
      originSslProtocols: [OriginSslPolicy.TLS_V1_2],
      readTimeout: Duration.seconds(30),
    }),
    viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
    allowedMethods: AllowedMethods.ALLOW_ALL,
    cachePolicy: CachePolicy.CACHING_DISABLED,
    // The API knows itself by its own host name alone.
    originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
    responseHeadersPolicy: apiHeaders(stack),
  };
}

function ownDomain(stack: Stack, { domain }: StageSettings) {
  if (domain === undefined) return {};
  return {
    domainNames: [domain.name],
    certificate: Certificate.fromCertificateArn(stack, "Certificate", domain.certificateArn),
    minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
  };
}

function acknowledgeFindings(distribution: Distribution, settings: StageSettings): void {
  acknowledge(distribution, "CFR1", "A company's customers and staff may be anywhere.");
  acknowledge(
    distribution,
    "CFR2",
    "Every API call needs a verified token or signature and is throttled; a firewall's rules are the operator's own.",
  );
  if (settings.domain !== undefined) return;
  acknowledge(
    distribution,
    "CFR4",
    "CloudFront's own certificate allows no minimum; a stage with a domain of its own gets TLS 1.2 (2021).",
  );
}
