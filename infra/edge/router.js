// CloudFront Function (cloudfront-js-2.0): a script without modules, run before the site's files are looked up.

// biome-ignore lint/correctness/noUnusedVariables: CloudFront calls the function of this name
function handler(event) {
  const request = event.request;
  const path = request.uri;
  if (path.startsWith("/v3/")) return request;
  if (path === "/success/releases" || path === "/success/releases/") return movedTo("/success/close-the-loop", request.querystring);
  if (!isFile(path)) request.uri = "/index.html";
  return request;
}

// Only these are files: a deeper page may end in a customer's domain, as /success/customers/example.com.
function isFile(path) {
  return path.startsWith("/assets/") || /^\/[^/]+\.[^/]+$/.test(path);
}

// A response headers policy is documented for what comes from the cache or the origin, so an answer made here brings its own headers.
function movedTo(path, querystring) {
  const query = queryText(querystring);
  return {
    statusCode: 308,
    statusDescription: "Permanent Redirect",
    headers: {
      location: { value: query === "" ? path : `${path}?${query}` },
      "content-security-policy": { value: "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'" },
      "referrer-policy": { value: "same-origin" },
      "strict-transport-security": { value: "max-age=31536000; includeSubDomains" },
      "x-content-type-options": { value: "nosniff" },
      "x-frame-options": { value: "DENY" },
    },
  };
}

// CloudFront hands over names and values as they were sent, so they go out again without encoding.
function queryText(querystring) {
  const parts = [];
  Object.keys(querystring).forEach((name) => {
    const values = querystring[name].multiValue || [querystring[name]];
    values.forEach((one) => {
      parts.push(`${name}=${one.value}`);
    });
  });
  return parts.join("&");
}
