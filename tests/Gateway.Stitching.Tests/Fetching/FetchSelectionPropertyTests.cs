using Gateway.Stitching.Fetching;
using Gateway.Stitching.Mapping;
using Gateway.Testing;

namespace Gateway.Stitching.Tests.Fetching;

public class FetchSelectionPropertyTests
{
    private const int Rounds = 400;

    private static readonly GatewayModel Model = TestSchema.Model();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_merged_selection_covers_both_of_its_parts(int seed)
    {
        ForPairs(seed, (left, right) =>
        {
            var merged = Merged(left, right);

            Assert.True(merged.Covers(left));
            Assert.True(merged.Covers(right));
        });
    }

    [Theory]
    [InlineData(3)]
    public void Merging_what_is_covered_changes_nothing(int seed)
    {
        ForPairs(seed, (left, right) =>
        {
            var merged = Merged(left, right);
            string before = merged.Signature();

            merged.Merge(right);
            merged.Merge(left);

            Assert.Equal(before, merged.Signature());
        });
    }

    [Theory]
    [InlineData(4)]
    public void The_order_of_merging_does_not_matter(int seed)
    {
        ForPairs(seed, (left, right) => Assert.Equal(Merged(left, right).Signature(), Merged(right, left).Signature()));
    }

    [Theory]
    [InlineData(5)]
    public void Signatures_are_equal_exactly_if_each_covers_the_other(int seed)
    {
        int equal = 0;
        ForPairs(seed, (left, right) =>
        {
            bool isSame = left.Covers(right) && right.Covers(left);
            equal += isSame ? 1 : 0;

            Assert.Equal(isSame, left.Signature() == right.Signature());
        });

        Assert.NotEqual(0, equal);
    }

    [Theory]
    [InlineData(6)]
    public void A_copy_is_the_same_and_independent(int seed)
    {
        ForPairs(seed, (left, right) =>
        {
            string before = left.Signature();
            var copy = left.Copy();
            Assert.Equal(before, copy.Signature());

            copy.Merge(right);

            Assert.Equal(before, left.Signature());
        });
    }

    [Theory]
    [InlineData(7)]
    public void A_widened_selection_covers_what_was_asked_for(int seed)
    {
        ForPairs(seed, (left, _) =>
        {
            var widened = left.Copy();
            new Widening(Model, new BlamedFields(TimeProvider.System), new FetchOptions { WideningComplexity = 10_000 }, 0, price: 1).Apply([(widened, 1)]);

            Assert.True(widened.Covers(left));
        });
    }

    [Fact]
    public void A_page_by_nodes_does_not_cover_one_with_cursors_but_the_other_way_round()
    {
        var nodes = ColdWalk.SelectionOf(Model, "{ issues { nodes { id } } }");
        var edges = ColdWalk.SelectionOf(Model, "{ issues { edges { cursor node { id } } } }");

        Assert.False(nodes.Covers(edges));
        Assert.True(edges.Covers(nodes));
        Assert.NotEqual(nodes.Signature(), edges.Signature());
        Assert.True(Merged(nodes, edges).Fields[0].NeedsCursors);
    }

    [Fact]
    public void A_field_with_other_arguments_is_another_field()
    {
        var two = ColdWalk.SelectionOf(Model, "{ issue(id: \"i\") { comments(first: 2) { nodes { body } } } }");
        var three = ColdWalk.SelectionOf(Model, "{ issue(id: \"i\") { comments(first: 3) { nodes { body } } } }");

        Assert.False(three.Covers(two));
        Assert.Equal(2, Merged(two, three).Fields.Count);
    }

    private static FetchSelection Merged(FetchSelection left, FetchSelection right)
    {
        var merged = left.Copy();
        merged.Merge(right);
        return merged;
    }

    // Pairs of the same type, sometimes equal, made of random queries.
    private static void ForPairs(int seed, Action<FetchSelection, FetchSelection> check)
    {
        var documents = new RandomDocuments(Model.Schema, seed, _ => ["00000000-0000-4000-8000-000000000001"]);
        var known = new Dictionary<string, FetchSelection>();
        for (int i = 0; i < Rounds; i++)
        {
            var (document, variables) = documents.Next();
            foreach (var booking in ColdWalk.Of(Model, document, variables))
            {
                string type = booking.Selection.Type.Name;
                check(booking.Selection, i % 10 == 0 ? booking.Selection.Copy() : known.GetValueOrDefault(type, booking.Selection));
                known[type] = booking.Selection;
            }
        }
    }
}
