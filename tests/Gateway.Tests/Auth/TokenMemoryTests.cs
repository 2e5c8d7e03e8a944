using Gateway.Auth.Jwt;

namespace Gateway.Tests.Auth;

public class TokenMemoryTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_token_is_remembered_until_it_ends_or_the_keys_are_others()
    {
        var memory = new TokenMemory(10);
        memory.Add(TokenMemory.NameOf("a"), 1, Verdict(minutes: 5), Now);

        Assert.Equal("subject", memory.Find(TokenMemory.NameOf("a"), 1, Now)?.Subject);
        Assert.Null(memory.Find(TokenMemory.NameOf("a"), 1, Now.AddMinutes(5)));
        Assert.Null(memory.Find(TokenMemory.NameOf("a"), 2, Now));
        Assert.Null(memory.Find(TokenMemory.NameOf("b"), 1, Now));
    }

    [Fact]
    public void A_flood_of_tokens_takes_no_more_room_than_is_given()
    {
        var memory = new TokenMemory(100);
        for (int i = 0; i < 10_000; i++)
        {
            memory.Add(TokenMemory.NameOf($"token{i}"), 1, Verdict(minutes: i % 2 == 0 ? 5 : -5), Now);
            Assert.InRange(memory.Count, 1, 100);
        }
    }

    [Fact]
    public void Without_room_nothing_is_remembered()
    {
        var memory = new TokenMemory(0);

        memory.Add(TokenMemory.NameOf("a"), 1, Verdict(minutes: 5), Now);

        Assert.Equal(0, memory.Count);
    }

    private static TokenVerdict Verdict(int minutes) => new("subject", Now.AddMinutes(minutes), null);
}
