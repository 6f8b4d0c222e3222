/** The pages that this version has; a link to any other is not shown. */
const pages: readonly string[] = [
  "/success/health",
  "/success/convert",
  "/success/contracts",
  "/success/pipeline",
  "/success/re-engage",
  "/success/close-the-loop",
  "/success/readiness",
  "/settings/integrations",
  "/settings/workspace",
];

/** Whether a link that the API names leads to a page of this version. A link into a tab or view that is not there yet does not. */
export const hasPage = (href: string): boolean => pages.includes(href);
