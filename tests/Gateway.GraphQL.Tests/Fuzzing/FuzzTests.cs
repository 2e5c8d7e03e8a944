using System.Text;
using Gateway.GraphQL.Language;
using Gateway.GraphQL.Tests.Language;
using Gateway.GraphQL.Tests.Types;
using Gateway.Testing;

namespace Gateway.GraphQL.Tests.Fuzzing;

/// <summary>Whatever comes in, an answer comes out: nothing throws, takes over a second or a hundred megabytes, or is printed as something else.</summary>
[Collection(Alone.Name)]
public class FuzzTests
{
    [Fact]
    public void Any_bytes_are_answered()
    {
        var subject = new Subject(HostileSchema.Schema);
        foreach (int seed in new FuzzBudget().Seeds())
        {
            var random = new Random(seed);
            var bytes = new RandomBytes(random);
            byte[] sample = Subject.Samples[random.Next(Subject.Samples.Length)];
            byte[] document = random.Next(10) switch { 0 => sample, 1 => bytes.Noise(), _ => bytes.Change(sample) };

            subject.Try(seed, document, Subject.Variables(random));
        }

        Assert.True(subject.Seen is { Parsed: > 10, Answered: > 10, Built: > 0 }, $"Too little came through: {subject.Seen}.");
        TestContext.Current.SendDiagnosticMessage($"bytes: {subject.Seen}");
    }

    [Fact]
    public void Any_tokens_are_answered()
    {
        var subject = new Subject(HostileSchema.Schema);
        foreach (int seed in new FuzzBudget().Seeds())
        {
            var random = new Random(seed);
            var tokens = new RandomTokens(random);
            byte[] sample = Subject.Samples[random.Next(Subject.Samples.Length)];
            byte[] document = random.Next(10) switch { 0 => sample, 1 => tokens.Stream(), _ => tokens.Change(sample) };

            subject.Try(seed, document, Subject.Variables(random));
        }

        Assert.True(subject.Seen is { Parsed: > 10, Answered: > 10, Built: > 0 }, $"Too little came through: {subject.Seen}.");
        TestContext.Current.SendDiagnosticMessage($"tokens: {subject.Seen}");
    }

    [Fact]
    public void Any_trees_are_answered()
    {
        var hostile = new Subject(HostileSchema.Schema);
        var real = new Subject(TestSchema.Gateway);
        foreach (int seed in new FuzzBudget().Seeds())
        {
            var random = new Random(seed);
            switch (random.Next(4))
            {
                case 0:
                    hostile.Try(seed, Encoding.UTF8.GetBytes(Printer.Print(new RandomSyntax(seed).Document())), Subject.Variables(random));
                    break;
                case 1:
                    var (document, variables) = new RandomDocuments(TestSchema.Gateway, seed, _ => []).Next();
                    byte[] text = Encoding.UTF8.GetBytes(document);
                    real.Try(seed, random.Next(2) == 0 ? text : new RandomTokens(random).Change(text), variables);
                    break;
                default:
                    hostile.Try(seed, new RandomQueries(random).Next(), Subject.Variables(random));
                    break;
            }
        }

        Assert.True(hostile.Seen is { Parsed: > 10, Answered: > 10 } && real.Seen.Answered > 0, $"Too little came through: {hostile.Seen}, {real.Seen}.");
        TestContext.Current.SendDiagnosticMessage($"trees: {hostile.Seen}, of the real schema {real.Seen}");
    }
}
