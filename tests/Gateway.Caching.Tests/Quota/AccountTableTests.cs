using System.Globalization;
using Gateway.Caching.Quota;
using Gateway.Testing;

namespace Gateway.Caching.Tests.Quota;

public class AccountTableTests
{
    private readonly ManualTime _time = new();
    private readonly AccountTable<object> _table;

    public AccountTableTests() => _table = new AccountTable<object>(_time, static () => new object());

    [Fact]
    public void The_accounts_that_were_used_last_stay_when_there_are_too_many_and_the_services_own_always()
    {
        object own = _table.Find("");
        object first = _table.Find("0");
        for (int i = 1; i < AccountTable<object>.MaxAccounts; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            _table.Find(i.ToString(CultureInfo.InvariantCulture));
        }

        string newest = (AccountTable<object>.MaxAccounts - 1).ToString(CultureInfo.InvariantCulture);
        object last = _table.Find(newest);

        Assert.InRange(_table.Count, 1, AccountTable<object>.MaxAccounts);
        Assert.Same(own, _table.Find(""));
        Assert.Same(last, _table.Find(newest));
        Assert.NotSame(first, _table.Find("0"));
    }

    [Fact]
    public void An_account_that_nobody_used_for_long_is_forgotten()
    {
        object old = _table.Find("a");

        _time.Advance(TimeSpan.FromHours(2.1));
        _table.Find("b");

        Assert.Equal(1, _table.Count);
        Assert.NotSame(old, _table.Find("a"));
    }

    [Fact]
    public async Task A_ledger_forgets_an_account_and_begins_it_anew()
    {
        var ledger = new MemoryQuotaLedger(_time);
        var ask = new QuotaAsk("a", 1, 0, 0, 10, TimeSpan.FromMinutes(1));
        var granted = await ledger.ReserveAsync(ask, TestContext.Current.CancellationToken);
        await ledger.SettleAsync(granted.Reservation!, new QuotaObservation { Requests = new QuotaReading(100, 0, null) });
        var spent = await ledger.ReserveAsync(ask, TestContext.Current.CancellationToken);

        await ledger.ForgetAsync("a");

        Assert.False(spent.IsGranted);
        Assert.Equal(0, ledger.Accounts);
        Assert.True((await ledger.ReserveAsync(ask, TestContext.Current.CancellationToken)).IsGranted);
    }
}
