{{/* All that is wrong with the values and that their schema cannot say, told at once. */}}
{{- define "gateway.check" -}}
{{- $faults := list }}
{{- $v := .Values }}
{{- if not $v.image.repository }}
{{- $faults = append $faults "image.repository names no image: build it with the Dockerfile, push it, and say where it is." }}
{{- end }}
{{- if not $v.auth.mode }}
{{- $faults = append $faults "auth.mode is not chosen: clients (with keys or tokens), anonymous (everybody who reaches the Service), or caller (everybody with a credential of their own for Linear)." }}
{{- end }}
{{- if eq $v.auth.mode "clients" }}
{{- if and $v.auth.clients.existingSecret $v.auth.clients.list }}
{{- $faults = append $faults "auth.clients: set existingSecret or list, not both." }}
{{- end }}
{{- if not (or $v.auth.clients.existingSecret $v.auth.clients.list) }}
{{- $faults = append $faults "auth.mode=clients needs auth.clients.existingSecret (a Secret with the file of clients), or auth.clients.list." }}
{{- end }}
{{- if and $v.auth.jwt.keysUrl $v.auth.jwt.existingConfigMap }}
{{- $faults = append $faults "auth.jwt: set keysUrl or existingConfigMap, not both." }}
{{- end }}
{{- if and $v.auth.jwt.issuer (not (or $v.auth.jwt.keysUrl $v.auth.jwt.existingConfigMap)) }}
{{- $faults = append $faults "auth.jwt.issuer needs auth.jwt.keysUrl or auth.jwt.existingConfigMap: the keys that its tokens are signed with." }}
{{- end }}
{{- end }}
{{- if and (eq $v.auth.mode "caller") (include "gateway.hasRedis" .) (not (or $v.auth.scopeKey.existingSecret $v.auth.scopeKey.value)) }}
{{- $faults = append $faults "auth.mode=caller with a Redis needs auth.scopeKey.existingSecret (at least 32 random characters, the same in all pods)." }}
{{- end }}
{{- if and $v.auth.scopeKey.value (lt (len $v.auth.scopeKey.value) 32) }}
{{- $faults = append $faults "auth.scopeKey.value has fewer than 32 characters." }}
{{- end }}
{{- if and (include "gateway.hasCredential" .) (not (or $v.upstream.existingSecret $v.upstream.value)) }}
{{- $faults = append $faults "upstream.existingSecret names no Secret with the credential for Linear. With auth.mode=caller the gateway can do without: upstream.credential=none. To try it out without Linear: sandbox.enabled=true, replicaCount=1." }}
{{- end }}
{{- if and (eq $v.upstream.credential "none") (ne $v.auth.mode "caller") (not $v.sandbox.enabled) }}
{{- $faults = append $faults "upstream.credential=none needs auth.mode=caller: somebody must have a credential for Linear." }}
{{- end }}
{{- if and (eq $v.upstream.credential "clientCredentials") (not $v.upstream.clientId) (not $v.sandbox.enabled) }}
{{- $faults = append $faults "upstream.credential=clientCredentials needs upstream.clientId." }}
{{- end }}
{{- if and $v.sandbox.enabled (eq $v.auth.mode "caller") }}
{{- $faults = append $faults "sandbox.enabled: the sandbox takes no credentials of callers; choose another auth.mode." }}
{{- end }}
{{- if and $v.sandbox.enabled (include "gateway.isMany" .) }}
{{- $faults = append $faults "sandbox.enabled: every pod has a sandbox of its own, so there can be one pod only. Set replicaCount=1 without autoscaling." }}
{{- else if and (include "gateway.isMany" .) (not (include "gateway.hasRedis" .)) }}
{{- $faults = append $faults "More than one pod (replicaCount, autoscaling) needs a Redis: a webhook reaches one of them, and the others would go on with what is old. Set redis.address, or replicaCount=1 without autoscaling." }}
{{- end }}
{{- if and $v.redis.existingSecretUrlKey (not $v.redis.existingSecret) }}
{{- $faults = append $faults "redis.existingSecretUrlKey is a key of redis.existingSecret, which is not set." }}
{{- end }}
{{- if and $v.redis.existingSecretUrlKey $v.redis.address }}
{{- $faults = append $faults "redis: set address or existingSecretUrlKey, not both." }}
{{- end }}
{{- if or (contains "@" $v.redis.address) (contains "/" $v.redis.address) }}
{{- $faults = append $faults "redis.address is HOST:PORT, several by commas. TLS and password have values of their own." }}
{{- end }}
{{- if and $v.autoscaling.enabled $v.autoscaling.external }}
{{- $faults = append $faults "autoscaling: enabled or external, not both." }}
{{- end }}
{{- if and $v.autoscaling.enabled (gt (int $v.autoscaling.minReplicas) (int $v.autoscaling.maxReplicas)) }}
{{- $faults = append $faults "autoscaling.minReplicas is more than autoscaling.maxReplicas." }}
{{- end }}
{{- if and $v.autoscaling.enabled (not (or $v.autoscaling.targetCPUUtilizationPercentage $v.autoscaling.targetMemoryUtilizationPercentage $v.autoscaling.metrics)) }}
{{- $faults = append $faults "autoscaling has nothing to go by: set targetCPUUtilizationPercentage, targetMemoryUtilizationPercentage or metrics." }}
{{- end }}
{{- range list (list "Linear" "ApiKey") (list "Linear" "AccessToken") (list "Linear" "ClientSecret") (list "Webhooks" "Secret") (list "Auth" "ScopeKey") (list "Redis" "Address") }}
{{- if dig (first .) (last .) "" $v.config }}
{{- $faults = append $faults (printf "config.%s.%s would be in a ConfigMap, which is no place for secrets. It has values of its own." (first .) (last .)) }}
{{- end }}
{{- end }}
{{- if ge (int $v.preStopSleepSeconds) (int $v.terminationGracePeriodSeconds) }}
{{- $faults = append $faults "terminationGracePeriodSeconds must be more than preStopSleepSeconds, by as much as answers may take." }}
{{- end }}
{{- if and $v.ingress.enabled (not $v.ingress.hosts) }}
{{- $faults = append $faults "ingress.hosts is empty." }}
{{- end }}
{{- if and $v.httpRoute.enabled (not $v.httpRoute.parentRefs) }}
{{- $faults = append $faults "httpRoute.parentRefs is empty: no Gateway would take the route." }}
{{- end }}
{{- if $faults }}
{{- fail (printf "The values cannot be used:\n  - %s\n" (join "\n  - " $faults)) }}
{{- end }}
{{- end }}
