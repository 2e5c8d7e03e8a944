using Gateway.Caching.Keys;
using Gateway.Caching.Storing;
using Gateway.Commands;

namespace Gateway.Tests.Commands;

public sealed class InspectionTextTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    [Fact]
    public void Tells_all_that_is_held_of_an_entity()
    {
        var inspection = new EntityInspection(
            new EntityKey("Issue", "9f2c"),
            17,
            12,
            false,
            [
                new FieldInspection("children({\"first\":5})", "{nodes: [Issue:1]}", 11, Now.AddHours(-5), 40, false),
                new FieldInspection("title", "\"Renamed\"", 13, Now.AddSeconds(-90.25), 9, true),
            ]);

        string text = InspectionText.Of(inspection, Now);

        Assert.Equal(
            """
            Issue:9f2c
              sequence     17
              invalidated  at 12
              removed      no, as far as is remembered
              fields       2

            children({"first":5})
              {nodes: [Issue:1]}
              fetched 2026-03-04T00:06:07.000Z (5 hours ago), sequence 11, 40 bytes
              not valid: invalidated at 12, after it was fetched

            title
              "Renamed"
              fetched 2026-03-04T05:04:36.750Z (90 seconds ago), sequence 13, 9 bytes
              valid, as far as the store can tell; age and lists are checked when it is read

            """,
            text);
    }

    [Fact]
    public void Tells_that_nothing_is_held()
    {
        string text = InspectionText.Of(new EntityInspection(new EntityKey("Issue", "1"), 3, null, true, []), Now);

        Assert.Equal(
            "Issue:1\n  sequence     3\n  invalidated  not known: its mark is not there\n  removed      yes\n  fields       none is held\n", text);
    }

    [Theory]
    [InlineData(null, false, 5, "the entity's mark is not there, so that it may have been invalidated since")]
    [InlineData(6L, false, 5, "invalidated at 6, after it was fetched")]
    [InlineData(5L, false, 8, "of a sequence that is over")]
    [InlineData(5L, true, 5, "Redis may have lost what invalidates it, or it cannot be read")]
    public void Says_why_a_field_is_not_valid(long? invalidatedAt, bool isRemoved, long sequence, string reason)
    {
        var field = new FieldInspection("title", "1", sequence, Now, 1, false);

        string text = InspectionText.Of(new EntityInspection(new EntityKey("Issue", "1"), 7, invalidatedAt, isRemoved, [field]), Now);

        Assert.EndsWith($"  not valid: {reason}\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-119, "119 seconds ago")]
    [InlineData(-120, "2 minutes ago")]
    [InlineData(-7200, "2 hours ago")]
    [InlineData(-172800, "2 days ago")]
    [InlineData(3, "in 3 seconds, by this machine's clock")]
    public void Tells_ages_as_people_do(int seconds, string age) =>
        Assert.Contains($"({age})", Of("1", Now.AddSeconds(seconds)), StringComparison.Ordinal);

    [Fact]
    public void Cuts_long_values_between_letters()
    {
        string shortest = new('a', 100);

        Assert.Contains($"\n  {shortest}\n", Of(shortest, Now), StringComparison.Ordinal);
        Assert.Contains($"\n  {shortest}…\n", Of(shortest + "b", Now), StringComparison.Ordinal);
        Assert.Contains($"\n  {shortest[1..]}…\n", Of(shortest[1..] + "😀", Now), StringComparison.Ordinal);
    }

    [Fact]
    public void Prints_nothing_that_a_terminal_would_obey() =>
        Assert.Contains("\n  \\u001b[31m\\u202e\\u000a\\u009b\n", Of("\u001b[31m\u202e\n\u009b", Now), StringComparison.Ordinal);

    private static string Of(string value, DateTimeOffset fetchedAt) => InspectionText.Of(
        new EntityInspection(new EntityKey("Issue", "1"), 1, 0, false, [new FieldInspection("title", value, 1, fetchedAt, 1, true)]), Now);
}
