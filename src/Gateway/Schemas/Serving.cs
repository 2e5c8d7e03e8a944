using Gateway.GraphQL.Types;
using Gateway.Stitching;
using Gateway.Stitching.Drifting;
using Gateway.Stitching.Mapping;

namespace Gateway.Schemas;

/// <summary>The schemas that are served, and what the upstream has of them. Whatever of both changes, they fit together. Safe for concurrent use.</summary>
internal sealed class Serving(ServedEngine engine)
{
    private readonly Lock _gate = new();
    private SchemaPair? _schemas;
    private Schema? _published;

    public SchemaPair Schemas
    {
        get
        {
            lock (_gate)
            {
                return _schemas ?? throw new InvalidOperationException("Nothing is served yet.");
            }
        }
    }

    public GatewayModel Model => engine.Model;

    /// <summary>Serves the first.</summary>
    public void Begin(SchemaPair schemas, GatewayEngine first)
    {
        lock (_gate)
        {
            _schemas = schemas;
            engine.Replace(first);
        }
    }

    /// <summary>Serves other schemas, or the same by other rules.</summary>
    public void Replace(SchemaPair schemas, GatewayEngine next)
    {
        lock (_gate)
        {
            var former = engine.Model;
            if (next.Model != former && _published is not null)
            {
                next.Model.Drift.Vanished = new DriftComparer(next.Model, schemas.Slice, _published).Compare();
            }

            _schemas = schemas;
            engine.Replace(next);
            if (next.Model != former)
            {
                // Whoever waits there is to wait for the new one.
                former.Drift.Suspect();
            }
        }
    }

    /// <summary>Compares what is served with what the upstream has now.</summary>
    /// <returns>What has vanished; null if that is as it was.</returns>
    public Vanished? Compare(Schema published)
    {
        lock (_gate)
        {
            _published = published;
            var vanished = new DriftComparer(engine.Model, _schemas!.Slice, published).Compare();
            if (vanished.Differences.SequenceEqual(engine.Model.Drift.Vanished.Differences))
            {
                return null;
            }

            engine.Model.Drift.Vanished = vanished;
            return vanished;
        }
    }
}
