{{/* Secrets are mounted as folders: files of a folder change with the Secret, a subPath would stay as it was. */}}
{{- define "gateway.mounts" -}}
- name: config
  mountPath: /etc/gateway
  readOnly: true
- name: tmp
  mountPath: /tmp
{{- range include "gateway.secretVolumes" . | fromYamlArray }}
- name: {{ .name }}
  mountPath: /etc/gateway-secrets/{{ .name }}
  readOnly: true
{{- end }}
{{- if and (eq .Values.auth.mode "clients") .Values.auth.jwt.issuer .Values.auth.jwt.existingConfigMap }}
- name: jwt
  mountPath: /etc/gateway-jwt
  readOnly: true
{{- end }}
{{- with .Values.extraVolumeMounts }}
{{ tpl (toYaml .) $ }}
{{- end }}
{{- end }}

{{- define "gateway.volumes" -}}
- name: config
  configMap:
    name: {{ .Values.existingConfigMap | default (include "gateway.fullname" .) }}
- name: tmp
  emptyDir:
    sizeLimit: 64Mi
{{- range include "gateway.secretVolumes" . | fromYamlArray }}
- name: {{ .name }}
  secret:
    secretName: {{ .secret }}
    defaultMode: 0440
    items:
      - key: {{ .key }}
        path: {{ .path }}
{{- end }}
{{- if and (eq .Values.auth.mode "clients") .Values.auth.jwt.issuer .Values.auth.jwt.existingConfigMap }}
- name: jwt
  configMap:
    name: {{ .Values.auth.jwt.existingConfigMap }}
    items:
      - key: {{ .Values.auth.jwt.existingConfigMapKey }}
        path: jwks.json
{{- end }}
{{- with .Values.extraVolumes }}
{{ tpl (toYaml .) $ }}
{{- end }}
{{- end }}

{{/* A list of {name, secret, key, path}. */}}
{{- define "gateway.secretVolumes" -}}
{{- $own := include "gateway.fullname" . }}
{{- $all := list }}
{{- if include "gateway.hasCredential" . }}
{{- $from := .Values.upstream }}
{{- $all = append $all (dict "name" "linear" "secret" ($from.existingSecret | default $own) "key" (ternary $from.existingSecretKey "credential" (ne $from.existingSecret "")) "path" "credential") }}
{{- end }}
{{- if eq .Values.auth.mode "clients" }}
{{- $from := .Values.auth.clients }}
{{- $all = append $all (dict "name" "clients" "secret" ($from.existingSecret | default $own) "key" (ternary $from.existingSecretKey "clients.json" (ne $from.existingSecret "")) "path" "clients.json") }}
{{- end }}
{{- $from := .Values.auth.scopeKey }}
{{- if and (eq .Values.auth.mode "caller") (or $from.existingSecret $from.value) }}
{{- $all = append $all (dict "name" "scope" "secret" ($from.existingSecret | default $own) "key" (ternary $from.existingSecretKey "scope-key" (ne $from.existingSecret "")) "path" "scope-key") }}
{{- end }}
{{- if and .Values.redis.tls.enabled .Values.redis.tls.caSecret }}
{{- $all = append $all (dict "name" "redis-ca" "secret" .Values.redis.tls.caSecret "key" .Values.redis.tls.caSecretKey "path" "ca.crt") }}
{{- end }}
{{- toYaml $all }}
{{- end }}
