using Gateway.Stitching.Fetching;

namespace Gateway.Stitching.Tests.Fetching;

public class ChargeLearnerTests
{
    private readonly ChargeLearner _learner = new();

    [Fact]
    public void The_formula_counts_until_a_charge_is_seen()
    {
        Assert.Equal(30, _learner.Correct([new FetchPart("issues", 20), new FetchPart("projects", 10)]));
    }

    [Fact]
    public void A_price_that_stays_is_learned_quickly_upwards_and_slowly_downwards()
    {
        for (int i = 0; i < 8; i++)
        {
            _learner.Learn([new FetchPart("projects", 300)], 600);
            _learner.Learn([new FetchPart("issues", 300)], 30);
        }

        Assert.InRange(_learner.FactorOf("projects"), 1.95, 2);
        Assert.InRange(_learner.FactorOf("issues"), 0.45, 0.6);
    }

    [Fact]
    public void No_price_is_learned_beyond_its_bounds()
    {
        for (int i = 0; i < 100; i++)
        {
            _learner.Learn([new FetchPart("projects", 300)], 1e9);
            _learner.Learn([new FetchPart("issues", 300)], 1);
        }

        Assert.Equal(10, _learner.FactorOf("projects"));
        Assert.InRange(_learner.FactorOf("issues"), 0.1, 0.11);
    }

    [Fact]
    public void Each_field_of_a_document_takes_as_much_of_the_difference_as_it_has_of_the_cost()
    {
        _learner.Learn([new FetchPart("projects", 300), new FetchPart("viewer", 3)], 606);

        Assert.InRange(_learner.FactorOf("projects"), 1.48, 1.5);
        Assert.InRange(_learner.FactorOf("viewer"), 1, 1.01);
    }

    [Fact]
    public void What_is_so_cheap_that_rounding_decides_teaches_nothing()
    {
        _learner.Learn([new FetchPart("viewer", 1.2)], 2);

        Assert.Equal(1, _learner.FactorOf("viewer"));
    }
}
