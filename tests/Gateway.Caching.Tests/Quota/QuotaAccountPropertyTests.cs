using Gateway.Caching.Quota;

namespace Gateway.Caching.Tests.Quota;

public class QuotaAccountPropertyTests
{
    private const int Seeds = 300;

    [Fact]
    public async Task The_upstream_refuses_nothing_that_was_granted_whatever_the_order_of_answers()
    {
        for (int seed = 0; seed < Seeds; seed++)
        {
            var (account, traffic) = (new QuotaAccount(share: 1), new RandomTraffic(seed, 10 + (seed % 50), others: false));
            for (int i = 0; i < 600; i++)
            {
                await StepAsync(account, traffic);
            }

            Assert.True(traffic.RefusedUpstream == 0, $"seed {seed}: {traffic.RefusedUpstream} of {traffic.Granted} were refused upstream");
        }
    }

    [Fact]
    public async Task Most_of_what_there_is_may_be_spent()
    {
        double granted = 0;
        double spendable = 0;
        for (int seed = 0; seed < Seeds; seed++)
        {
            double limit = 10 + (seed % 50);
            var (account, traffic) = (new QuotaAccount(share: 1), new RandomTraffic(seed, limit, others: false));
            double begin = traffic.Now;
            for (int i = 0; i < 600; i++)
            {
                await StepAsync(account, traffic);
            }

            granted += traffic.Granted;
            spendable += Math.Min(traffic.Granted + traffic.Refused, limit + (limit * (traffic.Now - begin) / 60_000));
        }

        Assert.True(granted > 0.75 * spendable, $"{granted} of {spendable}");
    }

    [Fact]
    public async Task Nothing_is_granted_beyond_what_the_last_answer_left_less_what_is_under_way()
    {
        for (int seed = 0; seed < Seeds; seed++)
        {
            var (account, traffic) = (new QuotaAccount(share: 1), new RandomTraffic(seed, 40, others: true));
            double left = double.PositiveInfinity;
            double at = traffic.Now;
            for (int i = 0; i < 600; i++)
            {
                int inFlight = traffic.InFlight;
                int granted = traffic.Granted;
                await traffic.StepAsync(
                    (ask, now) => Task.FromResult(account.Reserve(ask, now)),
                    (token, told, now) =>
                    {
                        account.Settle(token, told, now);
                        if (told is not null)
                        {
                            (left, at) = (told.Requests.Remaining!.Value, now - 18_000);
                        }

                        return Task.CompletedTask;
                    });
                double refilled = (traffic.Now - at) * 40 / 60_000;
                Assert.True(
                    traffic.Granted == granted || inFlight + 1 <= left + refilled, $"seed {seed}, step {i}: {inFlight} under way, {left} left");
            }
        }
    }

    private static Task StepAsync(QuotaAccount account, RandomTraffic traffic) => traffic.StepAsync(
        (ask, now) => Task.FromResult(account.Reserve(ask, now)),
        (token, told, now) =>
        {
            account.Settle(token, told, now);
            return Task.CompletedTask;
        });
}
