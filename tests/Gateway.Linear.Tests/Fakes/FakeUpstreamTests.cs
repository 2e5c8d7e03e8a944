using Gateway.Testing;

namespace Gateway.Linear.Tests.Fakes;

public sealed class FakeUpstreamTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answers_and_remembers_what_it_was_asked()
    {
        var fake = FakeUpstream.Answering(body => $$$"""{"data":{"echo":{{{body}}}}}""");

        var reply = await fake.SendAsync(Request("1"), Cancel);
        await fake.SendAsync(Request("2"), Cancel);

        Assert.Equal("""{"echo":1}""", reply.Data.Text());
        Assert.Equal(["1", "2"], fake.Sent);
        Assert.Equal((0, 1), (fake.InFlight, fake.MostInFlight));
    }

    [Fact]
    public async Task Holds_replies_that_were_made_when_the_request_came()
    {
        var state = "old";
        var fake = FakeUpstream.Answering(_ => $$$"""{"data":{"state":"{{{state}}}"}}""");
        fake.Hold();

        var early = fake.SendAsync(Request("1"), Cancel);
        await fake.WaitForSentAsync(1, Cancel);
        state = "new";
        var heldUntilReleased = !early.IsCompleted;
        fake.Release();

        Assert.True(heldUntilReleased);
        Assert.Equal("""{"state":"old"}""", (await early).Data.Text());
        Assert.Equal("""{"state":"new"}""", (await fake.SendAsync(Request("2"), Cancel)).Data.Text());
    }

    [Fact]
    public async Task Lets_replies_overtake_each_other()
    {
        var fake = FakeUpstream.Answering(body => $$$"""{"data":{"n":{{{body}}}}}""");
        fake.Hold();
        Task<UpstreamReply>[] sending = [fake.SendAsync(Request("0"), Cancel), fake.SendAsync(Request("1"), Cancel)];

        fake.Release(1);
        await sending[1];

        Assert.False(sending[0].IsCompleted);
        Assert.Equal((1, 2), (fake.InFlight, fake.MostInFlight));
        Assert.Throws<InvalidOperationException>(() => fake.Release(1));
        fake.Release();
        await sending[0];
    }

    [Fact]
    public async Task A_held_request_can_be_cancelled()
    {
        var fake = FakeUpstream.Answering(_ => """{"data":{}}""");
        fake.Hold();
        using var cancel = new CancellationTokenSource();

        var sending = fake.SendAsync(Request("1"), cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.Equal(0, fake.InFlight);
        fake.Release();
    }

    [Fact]
    public async Task Waits_for_requests_that_are_yet_to_come()
    {
        var fake = FakeUpstream.Answering(_ => """{"data":{}}""");

        var waiting = fake.WaitForSentAsync(2, Cancel);
        await fake.SendAsync(Request("1"), Cancel);
        var early = waiting.IsCompleted;
        await fake.SendAsync(Request("2"), Cancel);
        await waiting;

        Assert.False(early);
    }

    private static UpstreamRequest Request(string body) => new(Bytes.Of(body));
}
