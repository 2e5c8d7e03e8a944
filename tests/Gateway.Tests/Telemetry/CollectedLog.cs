namespace Gateway.Tests.Telemetry;

/// <summary>A log record as a collector has it; the trace in hexadecimal digits, empty for none.</summary>
internal sealed record CollectedLog(string Severity, string Text, string Trace);
