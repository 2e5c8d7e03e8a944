using Gateway.Caching.Storing;

namespace Gateway.Caching.Tests.Storing;

public class GatheringTests
{
    private readonly List<(string[] Questions, TaskCompletionSource<IReadOnlyList<string>?> Answer)> _asked = [];
    private readonly Gathering<string, string> _gathering;

    public GatheringTests() => _gathering = new(
        questions =>
        {
            _asked.Add(([.. questions], new(TaskCreationOptions.RunContinuationsAsynchronously)));
            return _asked[^1].Answer.Task;
        },
        question => question.Length,
        most: 4);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Who_comes_while_there_is_room_waits_for_nobody()
    {
        _ = _gathering.AskAsync("a", Cancel);
        _ = _gathering.AskAsync("b", Cancel);

        Assert.Equal([["a"], ["b"]], _asked.Select(asked => asked.Questions));
    }

    [Fact]
    public async Task Who_comes_while_questions_are_under_way_is_asked_for_together()
    {
        var answers = AskAll("a", "b", "c", "d");

        Answer(0);
        await answers[0];
        Answer(2);

        Assert.Equal([["a"], ["b"], ["c", "d"]], _asked.Select(asked => asked.Questions));
        Assert.Equal(("A", "C", "D"), (await answers[0], await answers[2], await answers[3]));
        Assert.False(answers[1].IsCompleted);
    }

    [Fact]
    public async Task No_more_is_asked_together_than_may_be_except_alone()
    {
        var answers = AskAll("a", "b", "ccc", "dd", "eeeeeeee");

        foreach (int i in Enumerable.Range(0, 5))
        {
            Answer(i);
            await answers[i];
        }

        Assert.Equal([["a"], ["b"], ["ccc"], ["dd"], ["eeeeeeee"]], _asked.Select(asked => asked.Questions));
    }

    [Fact]
    public async Task Who_waits_behind_a_question_without_an_answer_gets_none_either()
    {
        var answers = AskAll("a", "b", "c");

        _asked[0].Answer.SetResult(null);

        Assert.Null(await answers[0]);
        Assert.Null(await answers[2]);
        Assert.Equal(2, _asked.Count);
    }

    [Fact]
    public async Task After_a_failure_it_is_asked_again()
    {
        var failing = AskAll("a", "b", "c");
        _asked[0].Answer.SetException(new InvalidOperationException());
        _asked[1].Answer.SetException(new InvalidOperationException());
        await Assert.ThrowsAsync<InvalidOperationException>(() => failing[0]);
        await Assert.ThrowsAsync<InvalidOperationException>(() => failing[1]);

        var next = AskAll("d", "e");
        Answer(2);
        Answer(3);

        Assert.Null(await failing[2]);
        Assert.Equal(("D", "E"), (await next[0], await next[1]));
    }

    [Fact]
    public async Task Who_gives_up_leaves_the_others_alone()
    {
        using var impatience = new CancellationTokenSource();
        _ = AskAll("a", "b");
        var impatient = _gathering.AskAsync("c", impatience.Token);
        var patient = _gathering.AskAsync("d", Cancel);

        await impatience.CancelAsync();
        Answer(0);
        while (_asked.Count < 3)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, Cancel);
        }

        Answer(2);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        Assert.Equal("D", await patient);
    }

    [Fact]
    public async Task What_was_given_up_before_it_left_is_not_asked()
    {
        using var impatience = new CancellationTokenSource();
        var answers = AskAll("a", "b");
        var impatient = _gathering.AskAsync("c", impatience.Token);
        var patient = _gathering.AskAsync("d", Cancel);

        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        Answer(0);
        await answers[0];

        Assert.Equal(["d"], _asked[2].Questions);
        Answer(2);
        Assert.Equal("D", await patient);
    }

    private Task<string?>[] AskAll(params string[] questions) => Array.ConvertAll(questions, question => _gathering.AskAsync(question, Cancel));

    private void Answer(int index) => _asked[index].Answer.SetResult([.. _asked[index].Questions.Select(question => question.ToUpperInvariant())]);
}
