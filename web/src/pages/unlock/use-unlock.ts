import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { answerOf } from "../../api/client.ts";
import { isApiFailure } from "../../api/failure.ts";
import { pollMs, sessionQuery } from "../../api/queries.ts";
import type { AccessRequest } from "../../api/types.ts";
import { useApi, useSession } from "../../app.ts";
import { toReturnPath } from "../../auth/return-path.ts";
import { announce } from "../../ui/announce.ts";
import { messages } from "./messages.ts";

type Asked = { email: string; reason: string };

/** Asks for access, and goes on to the wanted page as soon as an admin has turned Success on. */
export const useUnlock = () => {
  const api = useApi();
  const { workspace } = useSession();
  const navigate = useNavigate();
  const { next } = useSearch({ from: "/success-unlock" });
  const isOn = useQuery({ ...sessionQuery(api), refetchInterval: pollMs }).data?.flags.success === true;
  useEffect(() => {
    if (isOn) void navigate({ href: toReturnPath(next), replace: true });
  }, [isOn, navigate, next]);

  const ask = useMutation<AccessRequest, Error, Asked>({
    mutationFn: (body) => answerOf(api.POST("/v3/rest/success/access-requests", { body })),
    onSuccess: () => announce(messages.sent(workspace.name)),
    onError: () => announce(messages.notSent, "assertive"),
  });
  const errorOf = (field: keyof Asked): string | undefined =>
    isApiFailure(ask.error) ? ask.error.fields.find(({ pointer }) => pointer === `/${field}`)?.message : undefined;
  return { ask, errorOf };
};
