using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Gateway.Stitching.Tests.Fetching;

/// <summary>A logger that keeps what it is told, as <c>4003 Error text</c>.</summary>
internal sealed class LogLines : ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyList<string> Lines => [.. _lines];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue($"{eventId.Id} {logLevel} {formatter(state, exception)}");
}
