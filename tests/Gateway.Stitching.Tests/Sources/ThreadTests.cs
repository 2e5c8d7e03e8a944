using System.Text;
using Gateway.GraphQL.Execution;
using Gateway.Sandbox;
using Gateway.Stitching.Fetching;
using Gateway.Testing;

namespace Gateway.Stitching.Tests.Sources;

/// <summary>Whoever calls the engine may have sockets to look after.</summary>
public class ThreadTests
{
    private const string Viewer = "{ viewer { id name } }";
    private const string Page = "{ agentSessions(first: 60) { nodes { id status issue { title } creator { name } } } }";

    [Fact]
    public async Task What_is_known_is_answered_before_the_call_returns()
    {
        await using var gateway = await SandboxGateway.StartAsync(new SandboxOptions { Sessions = 5 }, new FetchOptions());
        string fetched = await gateway.AskAsync(Viewer);

        var (isDone, answer) = Call(gateway, Viewer);

        Assert.True(isDone);
        Assert.Equal(fetched, answer);
    }

    [Fact]
    public async Task What_is_to_be_compiled_is_left_to_another_thread()
    {
        await using var gateway = await SandboxGateway.StartAsync(new SandboxOptions { Sessions = 5 }, new FetchOptions());

        Assert.Equal(1, Posts(gateway, "{ __typename }"));
    }

    [Fact]
    public async Task What_is_large_is_left_to_another_thread_although_it_is_known()
    {
        await using var gateway = await SandboxGateway.StartAsync(new SandboxOptions { Sessions = 60 }, new FetchOptions());
        await gateway.AskAsync(Page);
        await gateway.AskAsync(Page);

        Assert.Equal(1, Posts(gateway, Page));
    }

    [Fact]
    public async Task A_thread_of_the_pool_does_it_all_itself()
    {
        await using var gateway = await SandboxGateway.StartAsync(new SandboxOptions { Sessions = 5 }, new FetchOptions());

        Assert.True(Thread.CurrentThread.IsThreadPoolThread);
        Assert.True(Call(gateway, "{ __typename }").IsDone);
    }

    /// <summary>How often a call by a thread that is not the pool's leaves what it has to do to others before it returns.</summary>
    private static int Posts(SandboxGateway gateway, string document)
    {
        var posted = new Posted();
        bool isDone = true;
        var thread = new Thread(() =>
        {
            SynchronizationContext.SetSynchronizationContext(posted);
            isDone = Call(gateway, document).IsDone;
        });

        thread.Start();
        thread.Join();
        Assert.False(isDone);
        return posted.Count;
    }

    private static (bool IsDone, string Answer) Call(SandboxGateway gateway, string document)
    {
        using var output = new ResponseBuffer();
        var running = gateway.Engine.ExecuteAsync(Request(document), output, TestContext.Current.CancellationToken);
        return (running.IsCompletedSuccessfully, Encoding.UTF8.GetString(output.WrittenSpan));
    }

    private static GatewayRequest Request(string document) => new(Encoding.UTF8.GetBytes(document), null, default, true);

    /// <summary>Keeps what is left to others, and never does it.</summary>
    private sealed class Posted : SynchronizationContext
    {
        public int Count { get; private set; }

        public override void Post(SendOrPostCallback d, object? state) => Count++;
    }
}
