import { createHash } from "node:crypto";
import type { HttpResponse } from "#infra/local/http-server.ts";

const workspaces = [
  { workspace: "acme", about: "Stripe connected" },
  { workspace: "blank", about: "Nothing connected yet" },
  { workspace: "locked", about: "Success is switched off" },
];
const people = [
  { role: "member", sub: "bob" },
  { role: "viewer", sub: "carol" },
];

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 26rem; margin: 12vh auto; padding: 0 1.5rem; }
h1 { font-size: 1.5rem; margin-bottom: 0; }
ul { list-style: none; padding: 0; }
li { border: 1px solid #8886; border-radius: .75rem; margin: .75rem 0; padding: .75rem 1rem; }
.main { display: block; font-size: 1.125rem; font-weight: 600; }
small, p { opacity: .8; }
`;
const styleHash = createHash("sha256").update(style).digest("base64");

/** Offers the three workspaces, one click each as an admin, or as somebody who may do less. */
export function signInPage(query: URLSearchParams): HttpResponse {
  const address = (choice: Record<string, string>) => {
    const all = new URLSearchParams(query);
    for (const [name, value] of Object.entries(choice)) all.set(name, value);
    return `?${all}`.replaceAll("&", "&amp;");
  };
  const items = workspaces.map(({ workspace, about }) => {
    const others = people.map(({ role, sub }) => `<a href="${address({ workspace, role, sub })}">${role}</a>`);
    return `<li><a class="main" href="${address({ workspace, role: "admin", sub: "alice" })}">${workspace}</a>${about} <small>· or as ${others.join(" or ")}</small></li>`;
  });
  const body = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Sign in to Success</title><style>${style}</style>
<main><h1>Sign in to Success</h1><p>This machine only. Choose a workspace; you enter as its admin.</p><ul>${items.join("\n")}</ul></main></html>`;
  const csp = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
  return {
    status: 200,
    headers: { "content-type": "text/html; charset=utf-8", "content-security-policy": csp, "cache-control": "no-store" },
    body,
  };
}
