using Gateway.Caching.Documents;
using Gateway.Testing;

namespace Gateway.Caching.Tests.Documents;

public class WriteAllowanceTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void Is_of_a_day_and_comes_back_bit_by_bit()
    {
        var allowance = new WriteAllowance(1000, _time);

        bool[] first = [allowance.TryTake(900), allowance.TryTake(200), allowance.TryTake(100), allowance.TryTake(1)];
        _time.Advance(TimeSpan.FromHours(6));
        bool[] later = [allowance.TryTake(251), allowance.TryTake(250), allowance.TryTake(1)];
        _time.Advance(TimeSpan.FromDays(30));
        bool[] muchLater = [allowance.TryTake(1001), allowance.TryTake(1000), allowance.TryTake(1)];

        Assert.Equal([true, false, true, false], first);
        Assert.Equal([false, true, false], later);
        Assert.Equal([false, true, false], muchLater);
    }
}
