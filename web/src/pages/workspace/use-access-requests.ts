import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { answerOf } from "../../api/client.ts";
import { keys } from "../../api/keys.ts";
import { accessRequestsQuery } from "../../api/queries.ts";
import type { AccessRequest } from "../../api/types.ts";
import { useApi } from "../../app.ts";
import { announce } from "../../ui/announce.ts";
import { messages } from "./messages.ts";

export type Decision = { request: AccessRequest; status: "granted" | "refused" };

/** Who asked for access, and how an admin decides. Granting turns Success on. */
export const useAccessRequests = () => {
  const api = useApi();
  const queryClient = useQueryClient();
  const router = useRouter();
  const query = useQuery(accessRequestsQuery(api));
  const decide = useMutation<AccessRequest, Error, Decision>({
    mutationFn: ({ request, status }) =>
      answerOf(api.PATCH("/v3/rest/success/access-requests/{id}", { params: { path: { id: request.id } }, body: { status } })),
    onSuccess: async ({ name, status }) => {
      announce(status === "granted" ? messages.granted(name) : messages.refused(name));
      await Promise.all([keys.accessRequests, keys.settings, keys.session].map((queryKey) => queryClient.invalidateQueries({ queryKey })));
      await router.invalidate();
    },
    onError: () => announce(messages.notDecided, "assertive"),
  });
  return { query, decide };
};
