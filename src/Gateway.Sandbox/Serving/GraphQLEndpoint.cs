using Gateway.GraphQL.Errors;
using Gateway.GraphQL.Execution;
using Gateway.GraphQL.Language.Syntax;
using Gateway.GraphQL.Types;
using Gateway.Sandbox.Data;
using Gateway.Sandbox.Limiting;
using Gateway.Sandbox.Querying;
using Microsoft.AspNetCore.Http;

namespace Gateway.Sandbox.Serving;

/// <summary>Answers <c>POST /graphql</c>.</summary>
internal sealed class GraphQLEndpoint(
    Schema schema, RequestCompiler compiler, SandboxOptions options, SandboxWorld world, SandboxStatistics statistics, TimeProvider time)
{
    private readonly LeakyBucket _requests = new(options.RequestLimit, options.LimitPeriod, time);
    private readonly LeakyBucket _points = new(options.ComplexityLimit, options.LimitPeriod, time);

    public Latency Latency { get; } = new(options, time);

    public async Task AnswerAsync(HttpContext context)
    {
        statistics.CountRequest();

        // Taken before the wait, so that a slow answer is an old one, as with a busy upstream.
        var snapshot = world.Snapshot;
        byte[]? body = await RequestBody.ReadAsync(context.Request, context.RequestAborted);
        bool isKnown = context.Request.Headers.Authorization is [{ Length: > 0 }, ..];
        using var output = new ResponseBuffer();
        double complexity = 0;
        var prepared = Prepare(body, isKnown, ref complexity);
        if (prepared.Refusal is null)
        {
            // What a mutation changes is changed before the wait as well: its answer may come late, or never.
            statistics.CountComplexity((long)Math.Ceiling(complexity));
            var rates = new RateStatus(_requests.Level(), _points.Level(), Math.Ceiling(complexity));
            Run(prepared, snapshot, rates, output);
            await Latency.WaitAsync(context.RequestAborted);
        }
        else
        {
            statistics.CountRefusal();
        }

        WriteLimits(context.Response.Headers, complexity);
        await ReplyWriter.WriteAsync(context, prepared.Refusal ?? new Reply(StatusCodes.Status200OK, output.Written));
    }

    private void Run(PreparedRequest prepared, Snapshot snapshot, RateStatus rates, ResponseBuffer output)
    {
        output.Append("{\"data\":"u8);
        var errors = prepared.Plan!.Kind == OperationKind.Mutation
            ? new MutationWalk(schema, world, rates, time).Run(prepared, output)
            : Query(prepared, new SandboxSource(snapshot, rates, time.GetUtcNow()), output);
        if (errors.Count > 0)
        {
            output.Append((byte)',');
            ResponseWriter.WriteErrors(output, errors);
        }

        output.Append((byte)'}');
    }

    private List<GraphQLError> Query(PreparedRequest prepared, SandboxSource source, ResponseBuffer output)
    {
        var run = new OperationRun(schema, prepared.Plan!, prepared.Variant!, prepared.Variables!);
        run.Walk(source, SourceValue.Object(null), output);
        return run.Errors;
    }

    private PreparedRequest Prepare(byte[]? body, bool isKnown, ref double complexity)
    {
        if (body is null)
        {
            return new PreparedRequest(Refusals.TooLarge());
        }

        if (!isKnown && !PreparedRequest.IsIntrospection(body, compiler.Plans))
        {
            return new PreparedRequest(Refusals.Unauthenticated());
        }

        if (isKnown && !_requests.TryTake(1, out var level))
        {
            return new PreparedRequest(Refusals.RateLimited("requests", level.Limit, 1, level.Remaining));
        }

        var prepared = RequestBody.TryParse(body, out var request, out string? problem)
            ? compiler.Compile(request)
            : new PreparedRequest(Refusals.BadRequest(problem));
        if (prepared.Refusal is not null)
        {
            return prepared;
        }

        if (prepared.Plan!.Kind == OperationKind.Subscription)
        {
            return new PreparedRequest(Refusals.BadRequest("Subscriptions are told on a WebSocket."));
        }

        complexity = SandboxComplexity.Of(prepared.Variant!, prepared.Variables!);
        if (complexity > options.MaxComplexity)
        {
            return new PreparedRequest(Refusals.TooComplex(complexity, options.MaxComplexity));
        }

        return _points.TryTake(Math.Ceiling(complexity), out level)
            ? prepared
            : new PreparedRequest(Refusals.RateLimited("points of complexity", level.Limit, Math.Ceiling(complexity), level.Remaining));
    }

    private void WriteLimits(IHeaderDictionary headers, double complexity)
    {
        var requests = _requests.Level();
        var points = _points.Level();
        headers["X-RateLimit-Requests-Limit"] = Number(requests.Limit);
        headers["X-RateLimit-Requests-Remaining"] = Number(requests.Remaining);
        headers["X-RateLimit-Requests-Reset"] = Number(requests.Reset);
        headers["X-Complexity"] = Number((long)Math.Ceiling(complexity));
        headers["X-RateLimit-Complexity-Limit"] = Number(points.Limit);
        headers["X-RateLimit-Complexity-Remaining"] = Number(points.Remaining);
        headers["X-RateLimit-Complexity-Reset"] = Number(points.Reset);
    }

    private static string Number(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
