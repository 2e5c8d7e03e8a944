using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Gateway.Linear.Tests;

/// <summary>Remembers each line at each level, with the exception if there is one.</summary>
internal sealed class RecordingLogger : ILogger<LinearClient>, ILoggerFactory
{
    public ConcurrentQueue<(LogLevel Level, int Id, string Text)> Lines { get; } = [];

    /// <summary>The ids of the lines that an operator sees by default.</summary>
    public int[] VisibleIds => [.. Lines.Where(line => line.Level >= LogLevel.Information).Select(line => line.Id)];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue((logLevel, eventId.Id, formatter(state, exception) + exception));

    /// <summary>Itself, whatever the category.</summary>
    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }
}
