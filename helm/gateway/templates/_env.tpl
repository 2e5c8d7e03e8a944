{{/* How the program is told what the values say. Options are Section__Key; the program refuses those that it does not know. */}}
{{- define "gateway.env" -}}
- name: ASPNETCORE_HTTP_PORTS
  value: {{ .Values.containerPorts.http | toString | quote }}
- name: Admin__Url
  value: {{ printf "http://+:%v" .Values.containerPorts.admin | quote }}
- name: DOTNET_gcServer
  value: {{ ternary "1" "0" .Values.runtime.gcServer | quote }}
- name: DOTNET_GCHeapHardLimitPercent
  value: {{ printf "0x%X" (int .Values.runtime.gcHeapPercent) | quote }}
{{ include "gateway.env.auth" . }}
{{- include "gateway.env.upstream" . }}
{{- include "gateway.env.redis" . }}
{{- end }}

{{- define "gateway.env.auth" -}}
{{- if eq .Values.auth.mode "anonymous" -}}
- name: Auth__AllowAnonymous
  value: "true"
{{- else if eq .Values.auth.mode "caller" -}}
- name: Auth__Upstream
  value: caller
{{- if or .Values.auth.scopeKey.existingSecret .Values.auth.scopeKey.value }}
- name: Auth__ScopeKeyFile
  value: /etc/gateway-secrets/scope/scope-key
{{- end }}
{{- else -}}
- name: Auth__ClientsFile
  value: /etc/gateway-secrets/clients/clients.json
{{- with .Values.auth.jwt.issuer }}
- name: Auth__Jwt__Issuer
  value: {{ . | quote }}
- name: Auth__Jwt__Audience
  value: {{ $.Values.auth.jwt.audience | quote }}
{{- if $.Values.auth.jwt.keysUrl }}
- name: Auth__Jwt__KeysUrl
  value: {{ $.Values.auth.jwt.keysUrl | quote }}
{{- else }}
- name: Auth__Jwt__KeysFile
  value: /etc/gateway-jwt/jwks.json
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{- define "gateway.env.upstream" -}}
{{- if not .Values.sandbox.enabled }}
- name: Linear__Endpoint
  value: {{ .Values.upstream.url | quote }}
{{- if eq .Values.upstream.credential "apiKey" }}
- name: Linear__ApiKeyFile
  value: /etc/gateway-secrets/linear/credential
{{- else if eq .Values.upstream.credential "accessToken" }}
- name: Linear__AccessTokenFile
  value: /etc/gateway-secrets/linear/credential
{{- else if eq .Values.upstream.credential "clientCredentials" }}
- name: Linear__ClientId
  value: {{ .Values.upstream.clientId | quote }}
- name: Linear__ClientSecretFile
  value: /etc/gateway-secrets/linear/credential
{{- with .Values.upstream.scopes }}
- name: Linear__Scopes
  value: {{ . | quote }}
{{- end }}
{{- end }}
{{- end }}
{{- if or .Values.webhook.existingSecret .Values.webhook.value }}
- name: LINEAR_WEBHOOK_SECRET
  valueFrom:
    secretKeyRef:
      name: {{ .Values.webhook.existingSecret | default (include "gateway.fullname" .) }}
      key: {{ ternary .Values.webhook.existingSecretKey "webhook-secret" (ne .Values.webhook.existingSecret "") }}
{{- end }}
{{- end }}

{{- define "gateway.env.redis" -}}
{{- $redis := .Values.redis }}
{{- if $redis.existingSecretUrlKey }}
- name: REDIS_URL
  valueFrom:
    secretKeyRef:
      name: {{ $redis.existingSecret }}
      key: {{ $redis.existingSecretUrlKey }}
{{- else if $redis.address }}
{{- $scheme := ternary "rediss" "redis" $redis.tls.enabled }}
{{- if or $redis.existingSecret $redis.password }}
- name: REDIS_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ $redis.existingSecret | default (include "gateway.fullname" .) }}
      key: {{ ternary $redis.existingSecretKey "redis-password" (ne $redis.existingSecret "") }}
- name: REDIS_URL
  value: {{ printf "%s://:$(REDIS_PASSWORD)@%s" $scheme $redis.address | quote }}
{{- else }}
- name: REDIS_URL
  value: {{ printf "%s://%s" $scheme $redis.address | quote }}
{{- end }}
{{- end }}
{{- with $redis.prefix }}
- name: Redis__Prefix
  value: {{ . | quote }}
{{- end }}
{{- if and $redis.tls.enabled $redis.tls.caSecret }}
- name: SSL_CERT_FILE
  value: /etc/gateway-secrets/redis-ca/ca.crt
- name: SSL_CERT_DIR
  value: /etc/ssl/certs
{{- end }}
{{- end }}
