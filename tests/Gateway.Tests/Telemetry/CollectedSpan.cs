namespace Gateway.Tests.Telemetry;

/// <summary>A span as a collector has it; ids in hexadecimal digits, the parent's empty for a root. Of attributes those that are text.</summary>
internal sealed record CollectedSpan(string Name, string Trace, string Id, string Parent, IReadOnlyDictionary<string, string> Attributes);
