using CsvHelper;
using EdFi.BatchPerf.Files.Output;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Files.Locust;

/// <summary>
/// <c>{prefix}_stats_history.csv</c>: every second a row per request name and one Aggregated. Requests/s, Failures/s and percentiles cover
/// the last ten seconds, from differences of merged histograms; the <c>Total …</c> columns are cumulative. Set-up traffic is not in it.
/// </summary>
internal sealed class LocustHistoryCsv : IRunObserver, IDisposable
{
    private readonly Stream _stream;
    private readonly CsvWriter _csv;
    private readonly HistoryWindow _window = new();
    private readonly SortedSet<RequestName> _names;
    private List<string[]> _pending = [];
    private long _second = long.MinValue;
    private bool _broken;
    private bool _disposed;

    /// <summary>Writes the header.</summary>
    /// <param name="stream">Receives UTF-8; disposed with this.</param>
    /// <param name="names">Request names that are known before their first request, so that they have rows from the first second
    /// on.</param>
    public LocustHistoryCsv(Stream stream, IEnumerable<RequestName>? names = null)
    {
        _names = new SortedSet<RequestName>(names ?? []);
        _stream = stream;
        _csv = CsvWriter.Create(stream, options: null, leaveOpen: true);
        _csv.WriteHeader([.. Columns]);
        _csv.Flush();
    }

    internal static IReadOnlyList<string> Columns { get; } =
    [
        "Timestamp", "User Count", "Type", "Name", "Requests/s", "Failures/s",
        "50%", "66%", "75%", "80%", "90%", "95%", "98%", "99%", "99.9%", "99.99%", "100%",
        "Total Request Count", "Total Failure Count", "Total Median Response Time", "Total Average Response Time",
        "Total Min Response Time", "Total Max Response Time", "Total Average Content Size",
    ];

    /// <inheritdoc/>
    public void OnSecond(BatchRun run, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(run);
        Write(at, run.Elapsed, run.Intervals is [.., var last] ? last.Clients : run.Clients, run.GetNameSnapshots());
    }

    /// <inheritdoc/>
    public void OnEnd(BatchRun run) => Flush();

    /// <summary>Adds the rows of one second; rows of the same Unix second replace those before them.</summary>
    /// <param name="at">The moment.</param>
    /// <param name="elapsed">Since the start of the run.</param>
    /// <param name="clients">Clients at work.</param>
    /// <param name="names">Cumulative, as they stand at that moment.</param>
    public void Write(DateTimeOffset at, TimeSpan elapsed, int clients, IReadOnlyList<NameSnapshot> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        var second = at.ToUnixTimeSeconds();
        if (second != _second)
        {
            Flush();
            _second = second;
        }

        var totals = names.ToDictionary(static n => n.Request, LocustEntry.Of);
        var (seconds, lately) = _window.Advance(elapsed.TotalSeconds, names);
        _names.UnionWith(totals.Keys);
        string[] moment = [LocustFormat.Count(second), LocustFormat.Count(clients)];
        _pending =
        [
            .. _names.Select(
                name => Row(moment, totals.GetValueOrDefault(name) ?? Empty(name), lately.GetValueOrDefault(name) ?? Empty(name), seconds)),
        ];
        _pending.Add(Row(moment, LocustEntry.Sum(totals.Values), LocustEntry.Sum(lately.Values), seconds));
    }

    /// <summary>Writes the rest and closes the file.</summary>
    /// <exception cref="IOException">The rest could not be written; the file is closed all the same.</exception>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        try
        {
            // After a failed write the buffer may be partly in the file: writing it again would make rows appear twice.
            if (!_broken)
            {
                Flush();
                _csv.Dispose();
            }
        }
        finally
        {
            _stream.Dispose();
        }
    }

    private static LocustEntry Empty(RequestName request) => new() { Method = request.Method, Name = request.Name };

    private static string[] Row(string[] moment, LocustEntry total, LocustEntry lately, double seconds)
    {
        var empty = lately.NothingSucceeded;
        return
        [
            .. moment, CsvText.Neutral(total.Method), CsvText.Neutral(total.Name),
            LocustFormat.Number(seconds > 0 ? lately.Requests / seconds : 0),
            LocustFormat.Number(seconds > 0 ? lately.Failures / seconds : 0),
            .. LocustFormat.Percentiles.ToArray().Select(p => LocustFormat.Percentile(lately.Times, p, empty)),
            LocustFormat.Count(total.Requests), LocustFormat.Count(total.Failures),
            .. LocustFormat.Summary(total.Times, total.Shortest, total.NothingSucceeded && total.Requests > 0),
            LocustFormat.Number(total.MeanContentSize),
        ];
    }

    /// <summary>Writes the rows that wait; nothing any more once the disk was full.</summary>
    private void Flush()
    {
        if (_broken)
        {
            return;
        }

        try
        {
            foreach (var row in _pending)
            {
                _csv.WriteRecord(row);
            }

            _pending = [];
            _csv.Flush();
        }
        catch
        {
            _broken = true;
            throw;
        }
    }
}
