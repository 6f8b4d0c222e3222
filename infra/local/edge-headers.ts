import * as z from "zod/mini";
import type { HttpResponse } from "./http-server.ts";

const Setting = z.looseObject({ Override: z.boolean() });
export const HeadersPolicy = z.object({
  ResponseHeadersPolicyConfig: z.object({
    CustomHeadersConfig: z._default(
      z.object({ Items: z.array(z.object({ Header: z.string(), Value: z.string(), Override: z.boolean() })) }),
      { Items: [] },
    ),
    SecurityHeadersConfig: z._default(z.record(z.string(), Setting), {}),
  }),
});
type Headers = NonNullable<HttpResponse["headers"]>;

const security: Record<string, { name: string; value(setting: z.infer<typeof Setting>): unknown }> = {
  ContentSecurityPolicy: { name: "content-security-policy", value: (setting) => setting.ContentSecurityPolicy },
  ContentTypeOptions: { name: "x-content-type-options", value: () => "nosniff" },
  FrameOptions: { name: "x-frame-options", value: (setting) => setting.FrameOption },
  ReferrerPolicy: { name: "referrer-policy", value: (setting) => setting.ReferrerPolicy },
  StrictTransportSecurity: {
    name: "strict-transport-security",
    value: (setting) => `max-age=${setting.AccessControlMaxAgeSec}${setting.IncludeSubdomains ? "; includeSubDomains" : ""}`,
  },
};

/** Adds the headers of a response headers policy; one that does not override leaves what the origin said. */
export function withPolicy(headers: Headers, policy: z.infer<typeof HeadersPolicy> | undefined): Headers {
  const result = { ...headers };
  const add = (name: string, value: unknown, override: boolean) => {
    if (override || !(name in result)) result[name] = String(value);
  };
  const { CustomHeadersConfig, SecurityHeadersConfig } = policy?.ResponseHeadersPolicyConfig ?? {
    CustomHeadersConfig: { Items: [] },
    SecurityHeadersConfig: {},
  };
  for (const { Header, Value, Override } of CustomHeadersConfig.Items) add(Header.toLowerCase(), Value, Override);
  for (const [key, setting] of Object.entries(SecurityHeadersConfig)) {
    const known = security[key];
    if (!known) throw new Error(`infra/local/edge-headers.ts does not know ${key}.`);
    add(known.name, known.value(setting), setting.Override);
  }
  return result;
}
