namespace Gateway.Linear.Tests;

internal sealed record ReceivedRequest(string Connection, string Line, string Protocol, Dictionary<string, string> Headers, string Body);
