export { aliasChanged } from "./alias-changed.ts";
export { defineEvent, type EventContract, type EventData, OutgoingEvent } from "./define-event.ts";
export { ledgerEntryDue, outboxEntryDue } from "./due.ts";
export { ledgerEntryChanged } from "./ledger-entry-changed.ts";
export { stripeEventReceived } from "./stripe-event-received.ts";
