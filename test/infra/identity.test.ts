import { expect, test } from "vitest";
import { ofType, synthesise } from "./synth.ts";

const cognito = await synthesise("dev");
const issuer = "https://id.example.com/tenant";
const oidc = await synthesise("dev", { issuer, audience: "success-web" });

test("without an issuer the stage has a user pool, whose tokens the API accepts for its client", () => {
  const [authorizer] = ofType(cognito.Api, "AWS::ApiGatewayV2::Authorizer");
  expect(authorizer?.properties).toMatchObject({
    AuthorizerType: "JWT",
    IdentitySource: ["$request.header.Authorization"],
    JwtConfiguration: { Audience: [{ Ref: expect.stringMatching(/^UsersWebClient/) }] },
  });
  expect(JSON.stringify(authorizer?.properties.JwtConfiguration)).toContain("https://cognito-idp.");
});

test("the client signs in by code with PKCE: no secret, no implicit grant, back to the page alone", () => {
  const [client] = ofType(cognito.Api, "AWS::Cognito::UserPoolClient");
  const page = (path: string) => ({
    "Fn::Join": ["", ["https://", { "Fn::GetAtt": [expect.stringMatching(/^Distribution/), "DomainName"] }, path]],
  });
  expect(client?.properties).toMatchObject({
    GenerateSecret: false,
    AllowedOAuthFlows: ["code"],
    AllowedOAuthScopes: ["openid", "email", "profile"],
    PreventUserExistenceErrors: "ENABLED",
    CallbackURLs: [page("/signin/callback")],
    LogoutURLs: [page("/")],
  });
});

test("a user reads workspace and role and can't write them", () => {
  const [client] = ofType<{ ReadAttributes: string[]; WriteAttributes: string[] }>(cognito.Api, "AWS::Cognito::UserPoolClient");
  expect(client?.properties.ReadAttributes).toEqual(expect.arrayContaining(["custom:workspace_id", "custom:role"]));
  expect(client?.properties.WriteAttributes.sort()).toEqual(["email", "name"]);
});

test("nobody signs up by himself", () => {
  const [pool] = ofType(cognito.Api, "AWS::Cognito::UserPool");
  expect(pool?.properties).toMatchObject({ AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } });
});

test("with an issuer the stage has no user pool and the API accepts that issuer's tokens", () => {
  expect(Object.values(oidc.Api.Resources).filter((resource) => resource.Type.startsWith("AWS::Cognito"))).toEqual([]);
  const [authorizer] = ofType(oidc.Api, "AWS::ApiGatewayV2::Authorizer");
  expect(authorizer?.properties.JwtConfiguration).toEqual({ Issuer: issuer, Audience: ["success-web"] });
});

test("the page may talk to its own origin and the issuer's, and to nothing else", () => {
  expect(policyOf(oidc.Api)).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
      "connect-src 'self' https://id.example.com; frame-ancestors 'none'; base-uri 'none'; " +
      "form-action 'self' https://id.example.com; manifest-src 'self'",
  );
  const parts = JSON.stringify(policyOf(cognito.Api));
  expect(parts).toContain("connect-src 'self' https://cognito-idp.");
  expect(parts).toContain(".amazoncognito.com; frame-ancestors 'none'");
});

function policyOf(template: typeof oidc.Api): unknown {
  type Headers = { ResponseHeadersPolicyConfig: { SecurityHeadersConfig: { ContentSecurityPolicy: { ContentSecurityPolicy: unknown } } } };
  const [headers] = ofType<Headers>(template, "AWS::CloudFront::ResponseHeadersPolicy");
  return headers?.properties.ResponseHeadersPolicyConfig.SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy;
}
