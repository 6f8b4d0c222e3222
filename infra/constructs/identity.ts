import { Duration, RemovalPolicy, type Stack } from "aws-cdk-lib";
import {
  ClientAttributes,
  FeaturePlan,
  ManagedLoginVersion,
  Mfa,
  OAuthScope,
  StringAttribute,
  UserPool,
  UserPoolClientIdentityProvider,
} from "aws-cdk-lib/aws-cognito";
import { acknowledge } from "../acknowledge.ts";
import type { StageSettings } from "../stages.ts";

/** Who signs people in: the issuer of the tokens, the origins that the page talks to, and the id of the client that returns to an address. */
export type Identity = { issuer: string; origins: string[]; clientFor: (webUrl: string) => string };

/** Decides the issuer of a stage: the one in its settings, else a Cognito user pool of its own. */
export function makeIdentity(stack: Stack, settings: StageSettings): Identity {
  if (settings.identity !== undefined) {
    const { issuer, audience } = settings.identity;
    return { issuer, origins: [new URL(issuer).origin], clientFor: () => audience };
  }
  const pool = makePool(stack, settings);
  const domain = pool.addDomain("Domain", {
    cognitoDomain: { domainPrefix: `success-${settings.stage}-${stack.account}` },
    managedLoginVersion: ManagedLoginVersion.CLASSIC_HOSTED_UI,
  });
  const regional = `https://cognito-idp.${stack.region}.amazonaws.com`;
  return {
    issuer: `${regional}/${pool.userPoolId}`,
    origins: [regional, domain.baseUrl()],
    clientFor: (webUrl) => makeClient(pool, webUrl),
  };
}

function makeClient(pool: UserPool, webUrl: string): string {
  const own = new ClientAttributes().withStandardAttributes({ email: true, fullname: true });
  const client = pool.addClient("WebClient", {
    generateSecret: false,
    preventUserExistenceErrors: true,
    supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
    oAuth: {
      flows: { authorizationCodeGrant: true },
      scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE],
      callbackUrls: [`${webUrl}/signin/callback`],
      logoutUrls: [`${webUrl}/`],
    },
    // Workspace and role decide everything, so a user may see them and never set them.
    readAttributes: own.withStandardAttributes({ email: true, emailVerified: true, fullname: true }).withCustomAttributes(...customNames),
    writeAttributes: own,
    idTokenValidity: Duration.hours(1),
    accessTokenValidity: Duration.hours(1),
    refreshTokenValidity: Duration.days(30),
  });
  return client.userPoolClientId;
}

const customNames = ["workspace_id", "role"];

function makePool(stack: Stack, settings: StageSettings): UserPool {
  const pool = new UserPool(stack, "Users", {
    selfSignUpEnabled: false,
    signInAliases: { email: true },
    standardAttributes: { email: { required: true, mutable: true }, fullname: { mutable: true } },
    customAttributes: Object.fromEntries(customNames.map((name) => [name, new StringAttribute({ mutable: true, maxLen: 128 })])),
    passwordPolicy: { minLength: 12, requireDigits: true, requireLowercase: true, requireUppercase: true, requireSymbols: true },
    mfa: Mfa.OPTIONAL,
    mfaSecondFactor: { otp: true, sms: false },
    featurePlan: FeaturePlan.ESSENTIALS,
    deletionProtection: settings.keepData,
    removalPolicy: settings.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
  acknowledge(
    pool,
    "COG2",
    "Each person may add a second factor; who must have one is for the company to decide, or its own issuer is used.",
  );
  acknowledge(pool, "COG8", "The plus plan is billed for each user; self-sign-up is off, so the pool holds invited people alone.");
  return pool;
}
