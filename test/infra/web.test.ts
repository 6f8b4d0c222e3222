import { expect, test } from "vitest";
import { ofType, synthesise } from "./synth.ts";

const local = await synthesise("local");
const { Api, Web } = local;

type Behavior = Record<string, unknown> & { FunctionAssociations?: unknown };
type Config = { DistributionConfig: { DefaultCacheBehavior: Behavior; CacheBehaviors: Behavior[]; Origins: Record<string, unknown>[] } };
const config = ofType<Config>(Api, "AWS::CloudFront::Distribution")[0]?.properties.DistributionConfig;

test("CloudFront reads the site's bucket by an origin access control, over TLS, with the page's headers", () => {
  expect(config?.Origins[0]).toMatchObject({ OriginAccessControlId: { "Fn::GetAtt": [expect.any(String), "Id"] } });
  expect(config?.DefaultCacheBehavior).toMatchObject({
    ViewerProtocolPolicy: "redirect-to-https",
    ResponseHeadersPolicyId: { Ref: expect.stringMatching(/^PageHeaders/) },
    FunctionAssociations: [
      { EventType: "viewer-request", FunctionARN: { "Fn::GetAtt": [expect.stringMatching(/^Router/), "FunctionARN"] } },
    ],
  });
});

test("/v3/* goes to the API over TLS 1.2, uncached, with every method and headers of its own, and not through the router", () => {
  const [api] = config?.CacheBehaviors ?? [];
  const cachingDisabled = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
  expect(api).toMatchObject({ PathPattern: "/v3/*", ViewerProtocolPolicy: "https-only", CachePolicyId: cachingDisabled });
  expect(api?.AllowedMethods).toEqual(expect.arrayContaining(["GET", "POST", "PUT", "PATCH", "DELETE"]));
  expect(api?.FunctionAssociations).toBeUndefined();
  expect(api?.ResponseHeadersPolicyId).toEqual({ Ref: expect.stringMatching(/^ApiHeaders/) });
  expect(config?.Origins[1]).toMatchObject({
    CustomOriginConfig: { OriginProtocolPolicy: "https-only", OriginSSLProtocols: ["TLSv1.2"] },
    DomainName: { "Fn::Join": [".", [{ Ref: expect.stringMatching(/^Api/) }, "execute-api", expect.anything(), expect.anything()]] },
  });
});

const policies = ofType(Api, "AWS::CloudFront::ResponseHeadersPolicy");
const csp = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

test.each([
  ["the page's", "PageHeaders", "same-origin", expect.stringContaining("script-src 'self'; style-src 'self'")],
  ["the API's", "ApiHeaders", "no-referrer", csp],
])("%s headers forbid framing, sniffing and plain HTTP, whatever the origin says", (_, id, referrer, policy) => {
  expect(policies.find((one) => one.id.startsWith(id))?.properties).toMatchObject({
    ResponseHeadersPolicyConfig: {
      SecurityHeadersConfig: {
        ContentSecurityPolicy: { ContentSecurityPolicy: policy, Override: true },
        ContentTypeOptions: { Override: true },
        FrameOptions: { FrameOption: "DENY", Override: true },
        ReferrerPolicy: { ReferrerPolicy: referrer, Override: true },
        StrictTransportSecurity: { AccessControlMaxAgeSec: 31_536_000, IncludeSubdomains: true, Override: true },
      },
    },
  });
});

test("an answer of the API that says nothing on caching is not stored", () => {
  expect(policies.find(({ id }) => id.startsWith("ApiHeaders"))?.properties).toMatchObject({
    ResponseHeadersPolicyConfig: {
      CustomHeadersConfig: { Items: expect.arrayContaining([{ Header: "Cache-Control", Value: "no-store", Override: false }]) },
    },
  });
});

test("assets are cached for good, the page and its configuration never without asking", () => {
  const deployments = ofType<{ SystemMetadata: unknown; Prune: boolean }>(Web, "Custom::CDKBucketDeployment");
  expect(deployments.map(({ properties }) => properties.SystemMetadata)).toEqual([
    { "cache-control": "public, max-age=31536000, immutable" },
    { "cache-control": "no-cache" },
  ]);
  expect(deployments.map(({ properties }) => properties.Prune)).toEqual([false, false]);
});

test("a domain of one's own gets its certificate and TLS 1.2", async () => {
  const domain = { domain: "success.example.com", certificateArn: "arn:aws:acm:us-east-1:111111111111:certificate/one" };
  const own = ofType<Config>((await synthesise("prod", domain)).Api, "AWS::CloudFront::Distribution")[0]?.properties.DistributionConfig;
  expect(own).toMatchObject({
    Aliases: [domain.domain],
    ViewerCertificate: { AcmCertificateArn: domain.certificateArn, MinimumProtocolVersion: "TLSv1.2_2021" },
  });
});

test("config.json tells the page its stage, its API and where to sign in", () => {
  expect(JSON.parse(local.config)).toEqual({
    stage: "local",
    apiBase: "/v3/rest/success",
    issuer: "http://127.0.0.1:4000/_issuer",
    clientId: "success-web",
    scope: "openid email profile",
  });
});
