import type { Problem, paths } from "./schema.d.ts";

type Base = "/v3/rest/success";
type Path = keyof paths extends infer P ? (P extends `${Base}${infer Rest}` ? Rest : never) : never;

/** What a GET of one path answers. */
export type Answer<P extends Path> = `${Base}${P}` extends infer Full
  ? Full extends keyof paths
    ? paths[Full] extends { get: { responses: { 200: { content: { "application/json": infer Body } } } } }
      ? Body
      : never
    : never
  : never;

export type { Problem };
export type Session = Answer<"/session">;
export type Section = Session["sections"][number]["section"];
export type Source = Session["sources"][number];
export type Provider = Source["provider"];
export type ConnectionStatus = Source["status"];
export type Role = Session["user"]["role"];
export type ContractsOverview = Answer<"/contracts/overview">;
export type ContractsPage = Answer<"/contracts">;
export type Contract = ContractsPage["items"][number];
export type ContractDetail = Answer<"/contracts/{id}">;
export type LedgerStatus = Contract["status"];
export type PaymentState = Contract["paymentState"];
export type SectionSetup = Answer<"/sections/contracts/setup">;
export type Integrations = Answer<"/integrations">;
export type Integration = Integrations["items"][number];
export type Settings = Answer<"/settings">;
export type AccessRequest = Answer<"/access-requests">["items"][number];
