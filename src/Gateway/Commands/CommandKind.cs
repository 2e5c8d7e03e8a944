namespace Gateway.Commands;

/// <summary>What the program is asked to do.</summary>
internal enum CommandKind
{
    Serve,
    SchemaCheck,
    SchemaPrint,
    SchemaPull,
    CacheInspect,
    CachePurge,
    KeyCreate,
    Healthcheck,
    Help,
    Version,
}
