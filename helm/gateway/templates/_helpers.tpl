{{- define "gateway.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}

{{/* At most 57 letters, so that what ends in -admin or -test is a name as well. */}}
{{- define "gateway.fullname" -}}
{{- $name := default .Chart.Name .Values.nameOverride }}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 57 | trimSuffix "-" }}
{{- else if contains $name .Release.Name }}
{{- .Release.Name | trunc 57 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name $name | trunc 57 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- define "gateway.selectorLabels" -}}
app.kubernetes.io/name: {{ include "gateway.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{/* Of what is not the server itself. */}}
{{- define "gateway.otherLabels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
app.kubernetes.io/version: {{ .Values.image.tag | default .Chart.AppVersion | replace "+" "_" | trunc 63 | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- with .Values.commonLabels }}
{{ tpl (toYaml .) $ }}
{{- end }}
{{- end }}

{{- define "gateway.labels" -}}
{{ include "gateway.selectorLabels" . }}
{{ include "gateway.otherLabels" . }}
{{- end }}

{{/* Annotations of all objects and of this one. Takes a list: the root, a map, by how much to indent. */}}
{{- define "gateway.annotations" -}}
{{- $root := index . 0 }}
{{- $all := merge dict (index . 1) (tpl (toYaml $root.Values.commonAnnotations) $root | fromYaml) }}
{{- if $all }}
{{- dict "annotations" $all | toYaml | nindent (index . 2) }}
{{- end }}
{{- end }}

{{- define "gateway.serviceAccountName" -}}
{{- if .Values.serviceAccount.create }}{{ default (include "gateway.fullname" .) .Values.serviceAccount.name }}{{ else }}{{ default "default" .Values.serviceAccount.name }}{{ end }}
{{- end }}

{{- define "gateway.image" -}}
{{- $registry := .Values.global.imageRegistry | default .Values.image.registry }}
{{- $name := printf "%s/%s" $registry .Values.image.repository | trimPrefix "/" }}
{{- if .Values.image.digest }}{{ printf "%s@%s" $name .Values.image.digest }}{{ else }}{{ printf "%s:%s" $name (.Values.image.tag | default .Chart.AppVersion) }}{{ end }}
{{- end }}

{{/* Takes a list: the root, by how much to indent. */}}
{{- define "gateway.pullSecrets" -}}
{{- $root := index . 0 }}
{{- with concat $root.Values.global.imagePullSecrets $root.Values.imagePullSecrets }}
{{- dict "imagePullSecrets" . | toYaml | nindent (index $ 1) }}
{{- end }}
{{- end }}

{{/* The Service with the admin port: its own where the other can be reached from outside of the cluster. */}}
{{- define "gateway.adminService" -}}
{{- include "gateway.fullname" . }}{{ if ne .Values.service.type "ClusterIP" }}-admin{{ end }}
{{- end }}

{{/* Not empty if there may be more than one pod. */}}
{{- define "gateway.isMany" -}}
{{- if or .Values.autoscaling.enabled .Values.autoscaling.external (gt (int .Values.replicaCount) 1) }}true{{ end }}
{{- end }}

{{- define "gateway.hasRedis" -}}
{{- if or .Values.redis.address .Values.redis.existingSecretUrlKey }}true{{ end }}
{{- end }}

{{/* Not empty if the gateway has a credential of its own. */}}
{{- define "gateway.hasCredential" -}}
{{- if and (ne .Values.upstream.credential "none") (not .Values.sandbox.enabled) }}true{{ end }}
{{- end }}

{{/* What is given as a value and belongs into a Secret. */}}
{{- define "gateway.ownSecrets" -}}
{{- $own := dict }}
{{- if and (include "gateway.hasCredential" .) (not .Values.upstream.existingSecret) }}
{{- $_ := set $own "credential" .Values.upstream.value }}
{{- end }}
{{- if and (eq .Values.auth.mode "clients") (not .Values.auth.clients.existingSecret) }}
{{- $_ := set $own "clients.json" (dict "clients" .Values.auth.clients.list | toPrettyJson) }}
{{- end }}
{{- if and (eq .Values.auth.mode "caller") (not .Values.auth.scopeKey.existingSecret) .Values.auth.scopeKey.value }}
{{- $_ := set $own "scope-key" .Values.auth.scopeKey.value }}
{{- end }}
{{- if and .Values.webhook.value (not .Values.webhook.existingSecret) }}
{{- $_ := set $own "webhook-secret" .Values.webhook.value }}
{{- end }}
{{- if and .Values.redis.password (not .Values.redis.existingSecret) }}
{{- $_ := set $own "redis-password" .Values.redis.password }}
{{- end }}
{{- toYaml $own }}
{{- end }}
