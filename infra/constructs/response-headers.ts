import { Duration, type Stack } from "aws-cdk-lib";
import {
  HeadersFrameOption,
  HeadersReferrerPolicy,
  type ResponseCustomHeader,
  ResponseHeadersPolicy,
  type ResponseSecurityHeadersBehavior,
} from "aws-cdk-lib/aws-cloudfront";
import { apiContentSecurityPolicy, contentSecurityPolicy } from "../csp.ts";

/** Makes the headers that every file of the page carries. */
export function pageHeaders(stack: Stack, issuerOrigins: readonly string[]): ResponseHeadersPolicy {
  return new ResponseHeadersPolicy(stack, "PageHeaders", {
    securityHeadersBehavior: security(contentSecurityPolicy(issuerOrigins), HeadersReferrerPolicy.SAME_ORIGIN),
    customHeadersBehavior: {
      customHeaders: [
        always("Cross-Origin-Opener-Policy", "same-origin"),
        always("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"),
      ],
    },
  });
}

/**
 * Makes the headers of everything below `/v3/`, the gateway's own refusals included. They replace what a function says, so that
 * there is one set; only an answer without a word on caching is given `no-store`.
 */
export function apiHeaders(stack: Stack): ResponseHeadersPolicy {
  return new ResponseHeadersPolicy(stack, "ApiHeaders", {
    securityHeadersBehavior: security(apiContentSecurityPolicy, HeadersReferrerPolicy.NO_REFERRER),
    customHeadersBehavior: {
      customHeaders: [
        always("Cross-Origin-Resource-Policy", "same-origin"),
        { header: "Cache-Control", value: "no-store", override: false },
      ],
    },
  });
}

function security(csp: string, referrerPolicy: HeadersReferrerPolicy): ResponseSecurityHeadersBehavior {
  return {
    contentSecurityPolicy: { contentSecurityPolicy: csp, override: true },
    contentTypeOptions: { override: true },
    frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
    referrerPolicy: { referrerPolicy, override: true },
    strictTransportSecurity: { accessControlMaxAge: Duration.days(365), includeSubdomains: true, override: true },
  };
}

function always(header: string, value: string): ResponseCustomHeader {
  return { header, value, override: true };
}
