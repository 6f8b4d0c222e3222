import type { Provider } from "../connections/connection.ts";
import type { SetupSection } from "./setup-api.ts";

/** An existing system that a section builds on. */
export type ReusedSystem = { key: string; label: string; description: string };

/** A step of a section's own, beside connecting its providers. `needs` = the step exists only while this provider is connected. */
export type OwnStep = { id: OwnStepId; title: string; detail: string; href: string; needs?: Provider };
export type OwnStepId =
  | "choose_candidates"
  | "map_milestones"
  | "link_records"
  | "map_stages"
  | "allow_write_back"
  | "map_signal_types"
  | "confirm_match";

export type FastPath = "crm" | "integrations" | "health" | "convert" | "signals" | "feedback-ops" | "workflows";

export type SectionDefinition = {
  label: string;
  required: readonly Provider[];
  anyOf: readonly Provider[];
  useful: readonly Provider[];
  reusedSystems: readonly ReusedSystem[];
  fastPaths: readonly FastPath[];
  ownSteps: readonly OwnStep[];
};

const system = (key: string, label: string, description: string): ReusedSystem => ({ key, label, description });

const mapSignalTypes: OwnStep = {
  id: "map_signal_types",
  title: "Map signal types",
  detail: "Say which of the discovered signal types are requests, complaints, churn intent and so on.",
  href: "/success/signals",
};

/** The five sections of the setup endpoint: providers, reused systems word for word, links and own steps (api.md, "Setup readiness"). */
export const sectionDefinitions: Record<SetupSection, SectionDefinition> = {
  convert: {
    label: "Convert",
    required: ["salesbricks", "stripe", "posthog"],
    anyOf: [],
    useful: [],
    reusedSystems: [
      system("crm_companies_people", "CRM companies and people", "Candidates are companies of the CRM with the people known there."),
      system("crm_projection", "CRM metadata projection", "Selected provider fields stand on the company, each with its source."),
      system("health_scoring", "Health scoring foundation", "Usage windows and milestones are measured once, for Health and Convert."),
    ],
    fastPaths: ["integrations", "crm", "health"],
    ownSteps: [
      {
        id: "choose_candidates",
        title: "Choose candidates",
        detail: "Save which trials and prospects count as candidates.",
        href: "/success/convert?tab=settings",
      },
      {
        id: "map_milestones",
        title: "Map milestones",
        detail: "Name at least one key event that shows a trial is working.",
        href: "/success/convert?tab=settings",
      },
    ],
  },
  contracts: {
    label: "Contracts",
    required: ["salesbricks", "stripe"],
    anyOf: [],
    useful: [],
    reusedSystems: [
      system("crm_companies", "CRM companies", "Every contract belongs to a company of the CRM, found by its domain."),
      system("crm_projection", "CRM metadata projection", "Selected provider fields stand on the company, each with its source."),
      system(
        "provider_patterns",
        "Existing Stripe/Salesbricks provider patterns",
        "Both billing providers sync the same way: pages, webhooks, reconcile.",
      ),
    ],
    fastPaths: ["integrations", "crm", "health"],
    ownSteps: [
      {
        id: "link_records",
        title: "Link billing customers",
        detail: "Link every billing customer to an account, so that no revenue stands apart.",
        href: "/success/crm?tab=unlinked",
      },
    ],
  },
  pipeline: {
    label: "Pipeline",
    required: [],
    anyOf: ["attio", "salesbricks"],
    useful: ["hubspot", "salesforce"],
    reusedSystems: [
      system("crm_identity", "CRM identity graph", "Deals find their account by company domain, then by known record ids."),
      system("attio_sync", "Attio provider/sync stack", "Stages are read from Attio and, where allowed, written back."),
      system("overlays", "Convert and Health overlays", "Each deal shows the account's health and its likelihood to convert."),
    ],
    fastPaths: ["integrations", "crm", "convert", "health"],
    ownSteps: [
      {
        id: "map_stages",
        title: "Map stages",
        detail: "Choose the Attio attribute that holds a deal's stage.",
        href: "/success/pipeline?view=settings",
        needs: "attio",
      },
      {
        id: "allow_write_back",
        title: "Allow stage changes",
        detail: "Switch write-back on, so that a moved card moves the deal in Attio.",
        href: "/success/pipeline?view=settings",
        needs: "attio",
      },
    ],
  },
  "re-engage": {
    label: "Re-engage",
    required: ["salesbricks"],
    anyOf: [],
    useful: ["buildbetter", "hubspot"],
    reusedSystems: [
      system("crm_account_identity", "CRM account identity", "A lost deal finds its account by company domain."),
      system("signals_feedback", "Signals and feedback context", "What the account said since the loss is a reason to return."),
      system(
        "feature_catalog",
        "Shipped-feature catalog foundation",
        "A shipped feature that answers the lost reason is a reason to return.",
      ),
    ],
    fastPaths: ["integrations", "crm", "signals"],
    ownSteps: [mapSignalTypes],
  },
  "close-the-loop": {
    label: "Close the Loop",
    required: ["buildbetter"],
    anyOf: ["github", "rss", "manual"],
    useful: [],
    reusedSystems: [
      system("feedback_ops", "Feedback Ops queues", "Requests wait in queues until somebody has looked, merged and assigned them."),
      system("signals_evidence", "Signals/request evidence", "Each request keeps the quotes and calls it came from."),
      system("workflows", "Workflow and task runtime", "A confirmed match can start a draft or a task by rule."),
    ],
    fastPaths: ["integrations", "signals", "feedback-ops", "workflows"],
    ownSteps: [
      mapSignalTypes,
      {
        id: "confirm_match",
        title: "Confirm a match",
        detail: "Confirm at least one match between a request and a shipped feature.",
        href: "/success/close-the-loop?tab=matches",
      },
    ],
  },
};
