namespace Gateway.IntegrationTests.Sharing;

public class MonitorLinesTests
{
    [Fact]
    public void Reads_command_and_sender()
    {
        Assert.Equal("HMGET", MonitorLines.CommandOf("1700000000.123456 [0 127.0.0.1:40000] \"hmget\" \"gw:1:{seq}\" \"e\""));
        Assert.Equal("127.0.0.1:40000", MonitorLines.SenderOf("1700000000.123456 [0 127.0.0.1:40000] \"hmget\" \"k\""));
        Assert.Equal("lua", MonitorLines.SenderOf("1700000000.123456 [0 lua] \"hget\" \"k\""));
        Assert.Equal("", MonitorLines.CommandOf("OK"));
    }

    [Fact]
    public void Finds_commands_of_the_whole_keyspace_and_no_others()
    {
        string[] lines =
        [
            "1.1 [0 127.0.0.1:4] \"HMGET\" \"KEYS\"",
            "1.2 [0 127.0.0.1:4] \"keys\" \"*\"",
            "1.3 [0 lua] \"FLUSHALL\"",
            "1.4 [0 127.0.0.1:4] \"HSCAN\" \"a\" \"0\"",
            "1.5 [0 127.0.0.1:4] \"SCAN\" \"0\"",
        ];

        Assert.Equal([lines[1], lines[2], lines[4]], MonitorLines.Harmful(lines));
    }

    [Fact]
    public void Counts_reads_of_records_and_not_looks_at_the_sequence()
    {
        string[] lines =
        [
            "1.0 [0 a] \"HMGET\" \"gw:1:{seq}\" \"n\"",
            "1.1 [0 a] \"HMGET\" \"gw:1:{seq}\" \"n\"",
            "1.1 [0 a] \"HMGET\" \"gw:1:{Issue:1}:r:service\" \"title\"",
            "1.1 [0 b] \"HMGET\" \"gw:1:{seq}\" \"n\"",
            "1.1 [0 a] \"HMGET\" \"gw:1:{Issue:2}:r:service\" \"title\"",
            "1.2 [0 a] \"HMGET\" \"gw:1:{seq}\" \"n\"",
            "1.3 [0 a] \"HMGET\" \"gw:1:{seq}\" \"n\"",
            "1.3 [0 a] \"HMGET\" \"gw:1:{User:1}:r:service\" \"name\"",
        ];

        Assert.Equal(2, MonitorLines.ReadsOfRecords(lines));
    }
}
