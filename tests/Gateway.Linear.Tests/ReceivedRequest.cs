namespace Gateway.Linear.Tests;

internal sealed record ReceivedRequest(string Connection, string Line, Dictionary<string, string> Headers, string Body);
