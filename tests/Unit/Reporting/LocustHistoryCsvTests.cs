using System.Text;
using EdFi.BatchPerf.Files.Locust;

namespace EdFi.BatchPerf.Unit.Reporting;

public sealed class LocustHistoryCsvTests : IDisposable
{
    private const string Header =
        "Timestamp,User Count,Type,Name,Requests/s,Failures/s,50%,66%,75%,80%,90%,95%,98%,99%,99.9%,99.99%,100%,"
        + "Total Request Count,Total Failure Count,Total Median Response Time,Total Average Response Time,Total Min Response Time,Total Max Response Time,Total Average Content Size\r\n";

    private const string NoPercentiles = "N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A,N/A";

    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
    private readonly MemoryStream _stream = new();
    private readonly LocustSamples _samples = new();

    public void Dispose() => _stream.Dispose();

    [Fact]
    public void Every_name_has_a_row_each_second_and_then_all_of_them()
    {
        using (var history = new LocustHistoryCsv(_stream, [new("a"), new("b")]))
        {
            Second(history, 1, clients: 2);
            _samples.Add("a", 4, ErrorKind.Timeout);
            Second(history, 2, clients: 3);
        }

        Assert.Equal(
            Header
            + $"1700000001,2,POST,a,0,0,{NoPercentiles},0,0,0,0,0,0,0\r\n"
            + $"1700000001,2,POST,b,0,0,{NoPercentiles},0,0,0,0,0,0,0\r\n"
            + $"1700000001,2,,Aggregated,0,0,{NoPercentiles},0,0,0,0,0,0,0\r\n"
            + $"1700000002,3,POST,a,0.5,0.5,{NoPercentiles},1,1,N/A,N/A,N/A,N/A,100\r\n"
            + $"1700000002,3,POST,b,0,0,{NoPercentiles},0,0,0,0,0,0,0\r\n"
            + $"1700000002,3,,Aggregated,0.5,0.5,{NoPercentiles},1,1,N/A,N/A,N/A,N/A,100\r\n",
            Encoding.UTF8.GetString(_stream.ToArray()));
    }

    [Fact]
    public void Rates_and_percentiles_cover_the_last_ten_seconds_and_totals_the_run()
    {
        var rows = Rows(history =>
        {
            for (var second = 1; second <= 15; second++)
            {
                _samples.Add("a", second / 10.0);
                Second(history, second);
            }
        });

        var last = rows[^1].Split(',');
        Assert.Equal(("1", "1.5", "15", "0.1"), (last[4], last[16], last[17], last[21]));
        Assert.Equal("1", last[6]); // half of 0.6 to 1.5 took no longer
        Assert.Equal("0.8", last[19]); // half of 0.1 to 1.5
    }

    [Fact]
    public void What_happened_more_than_ten_seconds_ago_leaves_only_its_totals()
    {
        var rows = Rows(history =>
        {
            _samples.Add("a", 5);
            for (var second = 1; second <= 12; second++)
            {
                Second(history, second);
            }
        });

        Assert.Equal($"1700000012,1,,Aggregated,0,0,{NoPercentiles},1,0,5,5,5,5,100", rows[^1]);
    }

    [Fact]
    public void A_second_look_in_the_same_second_replaces_the_first()
    {
        var rows = Rows(history =>
        {
            Second(history, 1);
            _samples.Add("a", 1);
            history.Write(Start.AddSeconds(1.4), TimeSpan.FromSeconds(1.4), 0, _samples.Names);
        });

        Assert.Equal(["1700000001,0,POST,a", "1700000001,0,,Aggregated"], rows.Select(r => string.Join(',', r.Split(',')[..4])));
    }

    [Fact]
    public void The_file_holds_every_second_but_the_current_one_while_the_run_lasts()
    {
        using var history = new LocustHistoryCsv(_stream);
        Second(history, 1);
        Second(history, 2);

        Assert.EndsWith("1700000001,1,,Aggregated,0,0," + NoPercentiles + ",0,0,0,0,0,0,0\r\n", Encoding.UTF8.GetString(_stream.ToArray()), StringComparison.Ordinal);
    }

    private string[] Rows(Action<LocustHistoryCsv> write)
    {
        using (var history = new LocustHistoryCsv(_stream))
        {
            write(history);
        }

        return Encoding.UTF8.GetString(_stream.ToArray())[Header.Length..].Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
    }

    private void Second(LocustHistoryCsv history, int second, int clients = 1) =>
        history.Write(Start.AddSeconds(second), TimeSpan.FromSeconds(second), clients, _samples.Names);
}
