namespace Gateway.Conformance;

/// <summary>A request that cannot be understood. It never leaves <see cref="ConformanceSession"/>.</summary>
internal sealed class RequestFaultException(string message) : Exception(message);
