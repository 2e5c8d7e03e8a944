using Gateway.Caching.Storing;
using Gateway.Linear;

namespace Gateway;

/// <summary>How to start a gateway.</summary>
public sealed record GatewaySetup
{
    /// <summary>Options that count before all others, such as <c>Fetch:MaxInFlight</c>. Default none.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>Whether <c>appsettings.json</c> and the environment are read as well. Default false: the settings are all there is.</summary>
    public bool ReadsEnvironment { get; init; }

    /// <summary>A file like <c>appsettings.json</c>, followed as it is. All other sources count before it. Default empty: none.</summary>
    public string SettingsFile { get; init; } = "";

    /// <summary>What to ask. Default null: Linear or the sandbox, as the options say.</summary>
    public IUpstream? Upstream { get; init; }

    /// <summary>Whether <see cref="Upstream"/> is asked for its schema as Linear is. Default false.</summary>
    public bool WatchesUpstream { get; init; }

    /// <summary>Where records are kept. Default null: as the options say.</summary>
    public IRecordStore? Store { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Changes where logs go. Default null: to standard error.</summary>
    public Action<ILoggingBuilder>? ConfigureLogging { get; init; }
}
