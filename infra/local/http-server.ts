import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** `path` is as it came, percent-encoded, without the query; `query` has no question mark; header names are lower case. */
export type HttpRequest = {
  method: string;
  path: string;
  query: string;
  headers: Record<string, string>;
  body: Buffer;
  tooLarge: boolean;
  ip: string;
};
export type HttpResponse = { status: number; headers?: Record<string, string | string[]>; body?: string | Buffer };
export type HttpServer = { origin: string; stop(): Promise<void> };

const bodyLimit = 10 * 1024 * 1024; // what API Gateway takes

/** Serves HTTP on 127.0.0.1 (port 0 picks a free one). Rejects when the port is taken. A handler that throws answers 500. */
export function serve(port: number, handler: (request: HttpRequest) => Promise<HttpResponse>): Promise<HttpServer> {
  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing, handler).catch((error) => outgoing.destroy(error instanceof Error ? error : undefined));
  });
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      resolve({ origin: `http://127.0.0.1:${address && typeof address === "object" ? address.port : port}`, stop });
    });
  });
}

/** Answers JSON. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): HttpResponse {
  return { status, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) };
}

async function answer(incoming: IncomingMessage, outgoing: ServerResponse, handler: (request: HttpRequest) => Promise<HttpResponse>) {
  const request = await read(incoming);
  const response = await handler(request).catch((error) => {
    console.error(`${request.method} ${request.path}`, error);
    return json(500, { message: "Internal Server Error" });
  });
  const body = Buffer.from(response.body ?? "");
  const isBodiless = response.status === 304 || response.status === 204;
  outgoing.writeHead(response.status, { ...response.headers, ...(isBodiless ? {} : { "content-length": body.length }) });
  outgoing.end(isBodiless || request.method === "HEAD" ? undefined : body);
}

async function read(incoming: IncomingMessage): Promise<HttpRequest> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    size += chunk.length;
    if (size <= bodyLimit) chunks.push(chunk);
  }
  const [path = "/", ...query] = (incoming.url ?? "/").split("?");
  const headers = Object.entries(incoming.headersDistinct).map(([name, values = []]) => [name, values.join(",")]);
  return {
    method: incoming.method ?? "GET",
    path,
    query: query.join("?"),
    headers: Object.fromEntries(headers),
    body: Buffer.concat(chunks),
    tooLarge: size > bodyLimit,
    ip: incoming.socket.remoteAddress ?? "127.0.0.1",
  };
}
