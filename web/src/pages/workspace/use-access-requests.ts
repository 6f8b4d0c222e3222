import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { answerOf } from "../../api/client.ts";
import { isApiFailure } from "../../api/failure.ts";
import { keys } from "../../api/keys.ts";
import { accessRequestsQuery } from "../../api/queries.ts";
import type { AccessRequest } from "../../api/types.ts";
import { useApi } from "../../app.ts";
import { announce } from "../../ui/announce.ts";
import { messages } from "./messages.ts";

export type Decision = { request: AccessRequest; status: "granted" | "refused" };

/**
 * Who asked for access, and how an admin decides. Granting turns Success on. A decision is about the request as it is shown: when it
 * changed meanwhile, nothing is decided and the list is read again.
 */
export const useAccessRequests = () => {
  const api = useApi();
  const queryClient = useQueryClient();
  const router = useRouter();
  const query = useInfiniteQuery(accessRequestsQuery(api));
  const decide = useMutation<AccessRequest, Error, Decision>({
    mutationFn: ({ request, status }) =>
      answerOf(
        api.PATCH("/v3/rest/success/access-requests/{id}", {
          params: { path: { id: request.id } },
          body: { status, version: request.version },
        }),
      ),
    onSuccess: async ({ name, status }) => {
      announce(status === "granted" ? messages.granted(name) : messages.refused(name));
      await Promise.all([keys.accessRequests, keys.settings, keys.session].map((queryKey) => queryClient.invalidateQueries({ queryKey })));
      await router.invalidate();
    },
    onError: async (error) => {
      announce(explainDecision(error), "assertive");
      await queryClient.invalidateQueries({ queryKey: keys.accessRequests });
    },
  });
  return { query, decide };
};

/** What a failed decision reads as. */
export const explainDecision = (error: Error): string =>
  isApiFailure(error) && error.code === "version_conflict" ? messages.decidedMeanwhile : messages.notDecided;
