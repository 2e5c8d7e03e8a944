{{/* What every alert has. Takes a list: the root, its name, the severity, a summary, a description. */}}
{{- define "gateway.alert" -}}
{{- $root := index . 0 }}
{{- $rule := $root.Values.metrics.prometheusRule }}
{{- $name := index . 1 }}
{{- $runbook := dict "runbook" (printf "helm/gateway/RUNBOOK.md#%s" (lower $name)) }}
{{- with $rule.runbookUrl }}
{{- $runbook = dict "runbook_url" (printf "%s#%s" . (lower $name)) }}
{{- end }}
labels:
  {{- merge (dict "severity" (index . 2)) $rule.alertLabels | toYaml | nindent 2 }}
annotations:
  {{- merge (dict "summary" (index . 3) "description" (index . 4)) $runbook | toYaml | nindent 2 }}
{{- end }}
